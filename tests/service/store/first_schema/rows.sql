insert into airport_versions (airport, version, title, document, note, changed_by, changed_at)
values ('XYZ', 1, 'Test Field', '{"code": "XYZ"}', 'first', 'ann', '2030-05-01 10:00:00.000000');

insert into schedules (id, airport, airport_version, day, name, turns, document, warnings, created_by, created_at)
values ('s1', 'XYZ', 1, '2030-06-01', 'day.csv', 1, '{"schedule": [{"turn": "A"}]}', '[{"code": "unknown_type"}]', 'ann',
  '2030-05-01 10:01:00.000000');

insert into plans
  (id, airport, airport_version, schedule_id, job_id, parent_id, name, document, figures, created_by, created_at)
values ('p1', 'XYZ', 1, 's1', 'j1', null, '', '{"rows": []}', '{"objective": 7}', 'ann', '2030-05-01 10:03:00.000000');

insert into publications (airport, day, revision, plan_id, note, published_by, published_at)
values ('XYZ', '2030-06-01', 1, 'p1', 'final', 'ann', '2030-05-01 10:04:00.000000');

insert into jobs
  (id, "user", airport, airport_version, schedule_id, configuration, time_limit, workers, memory_mb, seed,
  start_plan_id, pins, objective, priority, idempotency_key, request_hash, state, created_at, started_at, ended_at,
  worker, attempt, lease_until, stop_requested, interrupted, result, plan_id, error, last_event)
values ('j1', 'ann', 'XYZ', 1, 's1', 'default', 60, 2, 2000, 0, null, '[]', null, 5, 'k1', 'digest', 'succeeded',
  '2030-05-01 10:01:30.000000', '2030-05-01 10:02:00.000000', '2030-05-01 10:03:00.000000', 'w1', 1, null, false, true,
  '{"gap": 0}', 'p1', null, 1);

insert into jobs
  (id, "user", airport, airport_version, schedule_id, configuration, time_limit, workers, memory_mb, seed,
  start_plan_id, pins, objective, priority, idempotency_key, request_hash, state, created_at, started_at, ended_at,
  worker, attempt, lease_until, stop_requested, interrupted, result, plan_id, error, last_event)
values ('j2', 'bob', 'XYZ', 1, 's1', 'default', 60, 2, 2000, 0, 'p1', '[]', '{"tiers": [["tow"]]}', 0, null, 'digest',
  'queued', '2030-05-01 10:05:00.000000', null, null, null, 0, null, false, false, null, null, null, 0);

insert into events (job_number, id, kind, at, data)
values (1, 1, 'progress', '2030-05-01 10:02:30.000000', '{"objective": 7, "bound": 7}');

insert into tokens (prefix, "user", role, digest, created_by, created_at, expires_at, revoked_at, last_used_at)
values ('abc', 'ann', 'planner', 'digest', 'root', '2030-05-01 09:00:00.000000', null, null, null);

insert into audit (at, "user", action, kind, subject, detail, request_id)
values ('2030-05-01 10:04:00.000000', 'ann', 'plan.publish', 'plan', 'p1', '{"revision": 1}', 'r1');
