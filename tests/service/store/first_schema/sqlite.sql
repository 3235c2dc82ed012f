CREATE TABLE standalloc_schema (
  version_num VARCHAR(32) NOT NULL,
  CONSTRAINT standalloc_schema_pkc PRIMARY KEY (version_num)
);

CREATE TABLE airport_versions (
  airport VARCHAR NOT NULL,
  version INTEGER NOT NULL,
  title VARCHAR NOT NULL,
  document JSON NOT NULL,
  note VARCHAR NOT NULL,
  changed_by VARCHAR NOT NULL,
  changed_at DATETIME NOT NULL,
  PRIMARY KEY (airport, version)
);

CREATE TABLE schedules (
  id VARCHAR NOT NULL,
  airport VARCHAR NOT NULL,
  airport_version INTEGER NOT NULL,
  day DATE NOT NULL,
  name VARCHAR NOT NULL,
  turns INTEGER NOT NULL,
  document JSON NOT NULL,
  warnings JSON NOT NULL,
  created_by VARCHAR NOT NULL,
  created_at DATETIME NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(airport, airport_version) REFERENCES airport_versions (airport, version)
);

CREATE INDEX schedules_by_day ON schedules (airport, day);

CREATE TABLE plans (
  id VARCHAR NOT NULL,
  airport VARCHAR NOT NULL,
  airport_version INTEGER NOT NULL,
  schedule_id VARCHAR NOT NULL,
  job_id VARCHAR,
  parent_id VARCHAR,
  name VARCHAR NOT NULL,
  document JSON NOT NULL,
  figures JSON NOT NULL,
  created_by VARCHAR NOT NULL,
  created_at DATETIME NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(airport, airport_version) REFERENCES airport_versions (airport, version),
  FOREIGN KEY(schedule_id) REFERENCES schedules (id),
  FOREIGN KEY(parent_id) REFERENCES plans (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX plans_by_schedule ON plans (schedule_id, created_at);

CREATE INDEX plans_by_airport ON plans (airport, created_at);

CREATE TABLE publications (
  airport VARCHAR NOT NULL,
  day DATE NOT NULL,
  revision INTEGER NOT NULL,
  plan_id VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  published_by VARCHAR NOT NULL,
  published_at DATETIME NOT NULL,
  PRIMARY KEY (airport, day, revision),
  FOREIGN KEY(plan_id) REFERENCES plans (id)
);

CREATE TABLE jobs (
  number INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  user VARCHAR NOT NULL,
  airport VARCHAR NOT NULL,
  airport_version INTEGER NOT NULL,
  schedule_id VARCHAR NOT NULL,
  configuration VARCHAR NOT NULL,
  time_limit FLOAT NOT NULL,
  workers INTEGER NOT NULL,
  memory_mb INTEGER NOT NULL,
  seed INTEGER NOT NULL,
  start_plan_id VARCHAR,
  pins JSON NOT NULL,
  objective JSON,
  priority INTEGER NOT NULL,
  idempotency_key VARCHAR,
  request_hash VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  created_at DATETIME NOT NULL,
  started_at DATETIME,
  ended_at DATETIME,
  worker VARCHAR,
  attempt INTEGER NOT NULL,
  lease_until DATETIME,
  stop_requested BOOLEAN NOT NULL,
  interrupted BOOLEAN NOT NULL,
  result JSON,
  plan_id VARCHAR,
  error VARCHAR,
  last_event INTEGER NOT NULL,
  PRIMARY KEY (number),
  FOREIGN KEY(airport, airport_version) REFERENCES airport_versions (airport, version),
  CONSTRAINT jobs_idempotency UNIQUE (user, idempotency_key),
  CONSTRAINT jobs_state CHECK (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  UNIQUE (id),
  FOREIGN KEY(schedule_id) REFERENCES schedules (id),
  FOREIGN KEY(start_plan_id) REFERENCES plans (id),
  FOREIGN KEY(plan_id) REFERENCES plans (id)
);

CREATE INDEX jobs_in_line ON jobs (state, priority, number);

CREATE INDEX jobs_of_user ON jobs (user, state);

CREATE TABLE events (
  job_number INTEGER NOT NULL,
  id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  data JSON NOT NULL,
  PRIMARY KEY (job_number, id),
  FOREIGN KEY(job_number) REFERENCES jobs (number) ON DELETE CASCADE
);

CREATE TABLE tokens (
  prefix VARCHAR NOT NULL,
  user VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  digest VARCHAR NOT NULL,
  created_by VARCHAR NOT NULL,
  created_at DATETIME NOT NULL,
  expires_at DATETIME,
  revoked_at DATETIME,
  last_used_at DATETIME,
  PRIMARY KEY (prefix),
  CONSTRAINT tokens_role CHECK (role in ('viewer', 'planner', 'administrator'))
);

CREATE TABLE audit (
  id INTEGER NOT NULL,
  at DATETIME NOT NULL,
  user VARCHAR NOT NULL,
  action VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  subject VARCHAR NOT NULL,
  detail JSON NOT NULL,
  request_id VARCHAR NOT NULL,
  PRIMARY KEY (id)
);

CREATE INDEX audit_by_subject ON audit (kind, subject);

create trigger airport_versions_no_update before update on airport_versions begin select raise(abort, 'rows of airport_versions are kept as they are'); end;

create trigger schedules_no_update before update on schedules begin select raise(abort, 'rows of schedules are kept as they are'); end;

create trigger plans_no_update before update on plans begin select raise(abort, 'rows of plans are kept as they are'); end;

create trigger publications_no_update before update on publications begin select raise(abort, 'rows of publications are kept as they are'); end;

create trigger audit_no_update before update on audit begin select raise(abort, 'rows of audit are kept as they are'); end;

create trigger audit_no_delete before delete on audit begin select raise(abort, 'rows of audit are kept as they are'); end;

INSERT INTO standalloc_schema (version_num) VALUES ('0001');
