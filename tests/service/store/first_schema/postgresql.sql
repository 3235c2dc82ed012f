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
  changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
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
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
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
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
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
  published_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (airport, day, revision),
  FOREIGN KEY(plan_id) REFERENCES plans (id)
);

CREATE TABLE jobs (
  number BIGSERIAL NOT NULL,
  id VARCHAR NOT NULL,
  "user" VARCHAR NOT NULL,
  airport VARCHAR NOT NULL,
  airport_version INTEGER NOT NULL,
  schedule_id VARCHAR NOT NULL,
  configuration VARCHAR NOT NULL,
  time_limit FLOAT(53) NOT NULL,
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
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  started_at TIMESTAMP WITH TIME ZONE,
  ended_at TIMESTAMP WITH TIME ZONE,
  worker VARCHAR,
  attempt INTEGER NOT NULL,
  lease_until TIMESTAMP WITH TIME ZONE,
  stop_requested BOOLEAN NOT NULL,
  interrupted BOOLEAN NOT NULL,
  result JSON,
  plan_id VARCHAR,
  error VARCHAR,
  last_event INTEGER NOT NULL,
  PRIMARY KEY (number),
  FOREIGN KEY(airport, airport_version) REFERENCES airport_versions (airport, version),
  CONSTRAINT jobs_idempotency UNIQUE ("user", idempotency_key),
  CONSTRAINT jobs_state CHECK (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  UNIQUE (id),
  FOREIGN KEY(schedule_id) REFERENCES schedules (id),
  FOREIGN KEY(start_plan_id) REFERENCES plans (id),
  FOREIGN KEY(plan_id) REFERENCES plans (id)
);

CREATE INDEX jobs_in_line ON jobs (state, priority, number);

CREATE INDEX jobs_of_user ON jobs ("user", state);

CREATE TABLE events (
  job_number BIGINT NOT NULL,
  id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  data JSON NOT NULL,
  PRIMARY KEY (job_number, id),
  FOREIGN KEY(job_number) REFERENCES jobs (number) ON DELETE CASCADE
);

CREATE TABLE tokens (
  prefix VARCHAR NOT NULL,
  "user" VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  digest VARCHAR NOT NULL,
  created_by VARCHAR NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE,
  revoked_at TIMESTAMP WITH TIME ZONE,
  last_used_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (prefix),
  CONSTRAINT tokens_role CHECK (role in ('viewer', 'planner', 'administrator'))
);

CREATE TABLE audit (
  id BIGSERIAL NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  "user" VARCHAR NOT NULL,
  action VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  subject VARCHAR NOT NULL,
  detail JSON NOT NULL,
  request_id VARCHAR NOT NULL,
  PRIMARY KEY (id)
);

CREATE INDEX audit_by_subject ON audit (kind, subject);

create function standalloc_refuse() returns trigger language plpgsql as $$ begin raise exception 'rows of %% are kept as they are', tg_table_name; end $$;

create trigger airport_versions_kept before update on airport_versions for each statement execute function standalloc_refuse();

create trigger schedules_kept before update on schedules for each statement execute function standalloc_refuse();

create trigger plans_kept before update on plans for each statement execute function standalloc_refuse();

create trigger publications_kept before update on publications for each statement execute function standalloc_refuse();

create trigger audit_kept before update or delete or truncate on audit for each statement execute function standalloc_refuse();

INSERT INTO standalloc_schema (version_num) VALUES ('0001');
