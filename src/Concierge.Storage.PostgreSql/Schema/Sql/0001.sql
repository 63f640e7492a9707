-- One row per conversation. next_at is the one column that says when it may be leased next: when it is ready, when a delay is over,
-- or, while it has an owner, when the lease ends. NULL: nothing is to be done.
CREATE TABLE {schema}.conversation (
    id text COLLATE "C" PRIMARY KEY,
    tenant text NOT NULL,
    next_at timestamptz,
    fresh boolean NOT NULL DEFAULT false,
    wake_at timestamptz,
    not_before timestamptz,
    owner text,
    fence bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
CREATE INDEX conversation_next ON {schema}.conversation (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX conversation_fresh ON {schema}.conversation (next_at) WHERE fresh;

-- What waits. The sequence is drawn while the row of the conversation is locked, so that its order is the order of commits.
CREATE TABLE {schema}.inbox (
    conversation text COLLATE "C" NOT NULL,
    sequence bigint GENERATED ALWAYS AS IDENTITY,
    tenant text NOT NULL,
    received_at timestamptz NOT NULL,
    due_at timestamptz,
    deliveries integer NOT NULL DEFAULT 0,
    failures integer NOT NULL DEFAULT 0,
    payload bytea NOT NULL,
    raw bytea,
    PRIMARY KEY (conversation, sequence)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

-- Deduplication keys: hashes, nothing personal, of no tenant. The index on the day is small: equal days share their entries.
CREATE TABLE {schema}.seen (
    key uuid PRIMARY KEY,
    day integer NOT NULL
);
CREATE INDEX seen_day ON {schema}.seen (day);

CREATE TABLE {schema}.document (
    conversation text COLLATE "C" PRIMARY KEY,
    tenant text NOT NULL,
    version bigint NOT NULL,
    active_at timestamptz,
    summary bytea NOT NULL,
    body bytea NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX document_active ON {schema}.document (active_at) WHERE active_at IS NOT NULL;

CREATE TABLE {schema}.line (
    conversation text COLLATE "C" NOT NULL,
    ordinal bigint NOT NULL,
    tenant text NOT NULL,
    entry bytea NOT NULL,
    PRIMARY KEY (conversation, ordinal)
);

CREATE TABLE {schema}.dead (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant text NOT NULL,
    conversation text COLLATE "C" NOT NULL,
    kind smallint NOT NULL,
    reason text NOT NULL,
    at timestamptz NOT NULL,
    payload bytea NOT NULL,
    raw bytea
);

CREATE TABLE {schema}.alias (
    account text COLLATE "C" NOT NULL,
    kind smallint NOT NULL,
    value text COLLATE "C" NOT NULL,
    tenant text NOT NULL,
    conversation text COLLATE "C" NOT NULL,
    PRIMARY KEY (account, kind, value)
);

-- Small records of the whole installation, of no tenant. A version is never given twice.
CREATE TABLE {schema}.record (
    collection text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    version bigint GENERATED ALWAYS AS IDENTITY,
    content bytea NOT NULL,
    PRIMARY KEY (collection, id)
) WITH (fillfactor = 80);

-- A session sees the tenants that concierge.tenants names, separated by commas; '*' for all. Without the setting it sees nothing.
CREATE FUNCTION {schema}.sees(p_tenant text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT current_setting('concierge.tenants', true) = '*'
        OR p_tenant = ANY (string_to_array(current_setting('concierge.tenants', true), ','))
$$;

-- Whose a new conversation is that nobody names a tenant for: the host's own.
CREATE FUNCTION {schema}.own_tenant() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN {schema}.sees('default') THEN 'default' ELSE split_part(current_setting('concierge.tenants', true), ',', 1) END
$$;

DO $$
DECLARE
    v_table text;
BEGIN
    FOREACH v_table IN ARRAY ARRAY['conversation', 'inbox', 'document', 'line', 'dead', 'alias'] LOOP
        EXECUTE format('ALTER TABLE {schema}.%I ENABLE ROW LEVEL SECURITY', v_table);
        EXECUTE format('ALTER TABLE {schema}.%I FORCE ROW LEVEL SECURITY', v_table);
        EXECUTE format('CREATE POLICY tenant ON {schema}.%I USING ({schema}.sees(tenant)) WITH CHECK ({schema}.sees(tenant))', v_table);
    END LOOP;
END $$;

-- Appends items, all or none. Answers the places of those that were new. p_now is NULL for the database's clock; delays are microseconds.
-- Keys first, then conversations, each in order: two appends never wait for each other in a circle.
CREATE FUNCTION {schema}.append_items(
    p_now timestamptz, p_tenant text[], p_conversation text[], p_key uuid[], p_received timestamptz[], p_delay bigint[],
    p_payload bytea[], p_raw bytea[])
RETURNS integer[] LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_now timestamptz := coalesce(p_now, clock_timestamp());
    v_day integer := floor(extract(epoch FROM v_now) / 86400);
    v_new integer[];
BEGIN
    WITH fresh AS (
        INSERT INTO {schema}.seen (key, day)
        SELECT k.key, v_day FROM (SELECT DISTINCT u.key FROM unnest(p_key) AS u(key) WHERE u.key IS NOT NULL) k ORDER BY k.key
        ON CONFLICT DO NOTHING
        RETURNING key)
    SELECT array_agg(x.n::integer ORDER BY x.n) INTO v_new FROM (
        SELECT u.n FROM unnest(p_key) WITH ORDINALITY AS u(key, n) WHERE u.key IS NULL
        UNION ALL
        SELECT min(u.n) FROM unnest(p_key) WITH ORDINALITY AS u(key, n) JOIN fresh f ON f.key = u.key GROUP BY u.key) x;
    IF v_new IS NULL THEN
        RETURN ARRAY[]::integer[];
    END IF;

    -- A microsecond between items of one call keeps their order in the line.
    INSERT INTO {schema}.conversation AS c (id, tenant, next_at, fresh)
    SELECT x.id, x.tenant, x.at, x.at <= v_now FROM (
        SELECT u.id, coalesce(min(u.tenant), {schema}.own_tenant()) AS tenant,
               min(CASE WHEN u.delay > 0 THEN v_now + u.delay * interval '1 microsecond'
                        ELSE v_now - (cardinality(v_new) - array_position(v_new, u.n::integer)) * interval '1 microsecond' END) AS at
        FROM unnest(p_conversation, p_tenant, p_delay) WITH ORDINALITY AS u(id, tenant, delay, n)
        WHERE u.n = ANY (v_new) GROUP BY u.id) x
    ORDER BY x.id COLLATE "C"
    ON CONFLICT (id) DO UPDATE SET
        next_at = greatest(excluded.next_at, c.not_before),
        fresh = greatest(excluded.next_at, c.not_before) <= v_now
    WHERE c.owner IS NULL AND (c.next_at IS NULL OR (c.next_at > v_now AND c.next_at > greatest(excluded.next_at, c.not_before)));

    INSERT INTO {schema}.inbox (conversation, tenant, received_at, due_at, payload, raw)
    SELECT u.id, c.tenant, u.received, CASE WHEN u.delay > 0 THEN v_now + u.delay * interval '1 microsecond' END, u.payload, u.raw
    FROM unnest(p_conversation, p_received, p_delay, p_payload, p_raw) WITH ORDINALITY AS u(id, received, delay, payload, raw, n)
    JOIN {schema}.conversation c ON c.id = u.id
    WHERE u.n = ANY (v_new)
    ORDER BY u.n;
    RETURN v_new;
END $$;

-- Leases conversations in which something is due, longest waiting first, p_newcomers of them among those that have begun to wait lately.
CREATE FUNCTION {schema}.lease_conversations(p_now timestamptz, p_owner text, p_lease bigint, p_max integer, p_newcomers integer, p_items integer)
RETURNS TABLE (conversation text, fence bigint, sequence bigint, received_at timestamptz, deliveries integer, failures integer, payload bytea, raw bytea)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_now timestamptz := coalesce(p_now, clock_timestamp());
    v_ids text[] := '{}';
    v_fences bigint[] := '{}';
    v_since timestamptz[] := '{}';
    v_more record;
BEGIN
    -- Two statements that look alike, so that each can use its own partial index.
    IF p_newcomers > 0 THEN
        WITH picked AS MATERIALIZED (
            SELECT c.id, c.next_at FROM {schema}.conversation c
            WHERE c.fresh AND c.next_at <= v_now AND c.next_at > v_now - interval '5 seconds'
            ORDER BY c.next_at LIMIT p_newcomers FOR UPDATE SKIP LOCKED),
        leased AS (
            UPDATE {schema}.conversation c
            SET owner = p_owner, fence = c.fence + 1, next_at = v_now + p_lease * interval '1 microsecond', not_before = NULL, fresh = false
            FROM picked p WHERE c.id = p.id
            RETURNING c.id, c.fence, p.next_at AS since)
        SELECT coalesce(array_agg(l.id), '{}'), coalesce(array_agg(l.fence), '{}'), coalesce(array_agg(l.since), '{}')
        INTO v_ids, v_fences, v_since FROM leased l;
    END IF;
    WITH picked AS MATERIALIZED (
        SELECT c.id, c.next_at FROM {schema}.conversation c
        WHERE c.next_at <= v_now
        ORDER BY c.next_at LIMIT p_max - cardinality(v_ids) FOR UPDATE SKIP LOCKED),
    leased AS (
        UPDATE {schema}.conversation c
        SET owner = p_owner, fence = c.fence + 1, next_at = v_now + p_lease * interval '1 microsecond', not_before = NULL, fresh = false
        FROM picked p WHERE c.id = p.id
        RETURNING c.id, c.fence, p.next_at AS since)
    SELECT coalesce(array_agg(l.id), '{}') AS ids, coalesce(array_agg(l.fence), '{}') AS fences, coalesce(array_agg(l.since), '{}') AS since
    INTO v_more FROM leased l;
    v_ids := v_ids || v_more.ids;
    v_fences := v_fences || v_more.fences;
    v_since := v_since || v_more.since;
    IF cardinality(v_ids) = 0 THEN
        RETURN;
    END IF;

    -- A new statement, and so a new view: whatever was appended or consumed before the rows were locked is seen.
    UPDATE {schema}.inbox b SET deliveries = b.deliveries + 1
    FROM (SELECT u.id, (SELECT min(i.sequence) FROM {schema}.inbox i WHERE i.conversation = u.id AND (i.due_at IS NULL OR i.due_at <= v_now)) AS first
          FROM unnest(v_ids) AS u(id)) f
    WHERE b.conversation = f.id AND b.sequence = f.first;

    RETURN QUERY
    SELECT u.id, u.fence, i.sequence, i.received_at, i.deliveries, i.failures, i.payload, i.raw
    FROM unnest(v_ids, v_fences, v_since) AS u(id, fence, since)
    LEFT JOIN LATERAL (
        SELECT b.* FROM {schema}.inbox b
        WHERE b.conversation = u.id AND (b.due_at IS NULL OR b.due_at <= v_now)
        ORDER BY b.sequence LIMIT p_items) i ON true
    ORDER BY u.since, u.id, i.sequence;
END $$;

-- Ends the lease of a conversation whose row the caller has locked, and says when it may be leased next. The look at what is left
-- is a statement of its own, after the lock: an append that comes at the same time is either seen here or finds the lease ended.
CREATE FUNCTION {schema}.settle(p_now timestamptz, p_id text, p_not_before timestamptz) RETURNS void LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_at timestamptz;
BEGIN
    IF EXISTS (SELECT 1 FROM {schema}.inbox i WHERE i.conversation = p_id AND i.due_at IS NULL) THEN
        v_at := p_now;
    ELSE
        v_at := (SELECT min(i.due_at) FROM {schema}.inbox i WHERE i.conversation = p_id);
    END IF;
    UPDATE {schema}.conversation c
    SET owner = NULL, fresh = false, not_before = p_not_before,
        next_at = CASE WHEN coalesce(v_at, c.wake_at) IS NOT NULL THEN greatest(least(v_at, c.wake_at), p_now, p_not_before) END
    WHERE c.id = p_id;
END $$;

-- Ends a lease that the turn did not end by a commit. False when it is lost.
CREATE FUNCTION {schema}.end_lease(p_now timestamptz, p_id text, p_fence bigint, p_started bigint, p_failed bigint, p_delay bigint)
RETURNS boolean LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_now timestamptz := coalesce(p_now, clock_timestamp());
BEGIN
    PERFORM 1 FROM {schema}.conversation c WHERE c.id = p_id AND c.fence = p_fence AND c.owner IS NOT NULL FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE {schema}.inbox b SET deliveries = b.deliveries - 1 WHERE b.conversation = p_id AND b.sequence = p_started AND b.deliveries > 0;
    UPDATE {schema}.inbox b SET failures = b.failures + 1 WHERE b.conversation = p_id AND b.sequence = p_failed;
    PERFORM {schema}.settle(v_now, p_id, CASE WHEN p_delay > 0 THEN v_now + p_delay * interval '1 microsecond' END);
    RETURN true;
END $$;

-- Locks records by their names, whether they exist or not, and says whether each has the version that is expected.
CREATE FUNCTION {schema}.lock_records(p_collection text[], p_id text[], p_expected bigint[]) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(x.hash) FROM (
        SELECT DISTINCT hashtextextended('{schema}' || u.collection || '/' || u.id, 1) AS hash
        FROM unnest(p_collection, p_id) AS u(collection, id) ORDER BY 1) x;
    RETURN NOT EXISTS (
        SELECT 1 FROM unnest(p_collection, p_id, p_expected) AS u(collection, id, expected)
        LEFT JOIN {schema}.record r ON r.collection = u.collection AND r.id = u.id
        WHERE u.expected IS NOT NULL AND u.expected <> coalesce(r.version, 0));
END $$;

-- Writes records that the caller has locked; those without content are removed.
CREATE FUNCTION {schema}.write_records(p_collection text[], p_id text[], p_content bytea[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM {schema}.record r USING unnest(p_collection, p_id) AS u(collection, id) WHERE r.collection = u.collection AND r.id = u.id;
    INSERT INTO {schema}.record (collection, id, content)
    SELECT x.collection, x.id, x.content FROM (
        SELECT DISTINCT ON (u.collection, u.id) u.collection, u.id, u.content
        FROM unnest(p_collection, p_id, p_content) WITH ORDINALITY AS u(collection, id, content, n) ORDER BY u.collection, u.id, u.n DESC) x
    WHERE x.content IS NOT NULL;
END $$;

CREATE FUNCTION {schema}.save_records(p_collection text[], p_id text[], p_expected bigint[], p_content bytea[]) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    IF NOT {schema}.lock_records(p_collection, p_id, p_expected) THEN
        RETURN false;
    END IF;
    PERFORM {schema}.write_records(p_collection, p_id, p_content);
    RETURN true;
END $$;

-- Ends the leases of a call whose answer was lost: nothing of them was begun.
CREATE FUNCTION {schema}.give_back(p_now timestamptz, p_owner text) RETURNS integer LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_now timestamptz := coalesce(p_now, clock_timestamp());
    v_id text;
    v_count integer := 0;
BEGIN
    FOR v_id IN SELECT c.id FROM {schema}.conversation c WHERE c.owner = p_owner AND c.next_at IS NOT NULL ORDER BY c.id FOR UPDATE LOOP
        UPDATE {schema}.inbox b SET deliveries = b.deliveries - 1
        WHERE b.conversation = v_id AND b.deliveries > 0 AND b.sequence = (
            SELECT min(i.sequence) FROM {schema}.inbox i WHERE i.conversation = v_id AND (i.due_at IS NULL OR i.due_at <= v_now));
        PERFORM {schema}.settle(v_now, v_id, NULL);
        v_count := v_count + 1;
    END LOOP;
    RETURN v_count;
END $$;

-- Commits a step: all or nothing. Outcome 0 saved, 1 conflict, 2 fenced; removed is how many items were consumed, added how many appended.
CREATE FUNCTION {schema}.commit_turn(
    p_now timestamptz, p_id text, p_fence bigint, p_version bigint, p_active timestamptz, p_summary bytea, p_body bytea,
    p_ordinals bigint[], p_lines bytea[], p_consumed bigint[], p_starting bigint, p_wake bigint, p_release boolean,
    p_dead_conversation text[], p_dead_kind smallint[], p_dead_reason text[], p_dead_at timestamptz[], p_dead_payload bytea[], p_dead_raw bytea[],
    p_append_tenant text[], p_append_conversation text[], p_append_key uuid[], p_append_received timestamptz[], p_append_delay bigint[],
    p_append_payload bytea[], p_append_raw bytea[],
    p_record_collection text[], p_record_id text[], p_record_expected bigint[], p_record_content bytea[])
RETURNS TABLE (outcome integer, removed integer, added integer) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_now timestamptz := coalesce(p_now, clock_timestamp());
    v_tenant text;
    v_count integer;
BEGIN
    removed := 0;
    added := 0;
    SELECT c.tenant INTO v_tenant FROM {schema}.conversation c WHERE c.id = p_id AND c.fence = p_fence AND c.owner IS NOT NULL FOR UPDATE;
    IF NOT FOUND THEN
        outcome := 2;
        RETURN NEXT;
        RETURN;
    END IF;

    IF cardinality(p_record_id) > 0 AND NOT {schema}.lock_records(p_record_collection, p_record_id, p_record_expected) THEN
        outcome := 1;
        RETURN NEXT;
        RETURN;
    END IF;
    IF p_version = 0 THEN
        INSERT INTO {schema}.document (conversation, tenant, version, active_at, summary, body)
        VALUES (p_id, v_tenant, 1, p_active, p_summary, p_body) ON CONFLICT DO NOTHING;
    ELSE
        UPDATE {schema}.document d SET version = p_version + 1, active_at = p_active, summary = p_summary, body = p_body
        WHERE d.conversation = p_id AND d.version = p_version;
    END IF;
    IF NOT FOUND THEN
        outcome := 1;
        RETURN NEXT;
        RETURN;
    END IF;

    outcome := 0;
    IF cardinality(p_ordinals) > 0 THEN
        INSERT INTO {schema}.line (conversation, ordinal, tenant, entry)
        SELECT p_id, u.ordinal, v_tenant, u.entry FROM unnest(p_ordinals, p_lines) AS u(ordinal, entry)
        ON CONFLICT (conversation, ordinal) DO UPDATE SET entry = excluded.entry;
    END IF;
    IF cardinality(p_consumed) > 0 THEN
        DELETE FROM {schema}.inbox b WHERE b.conversation = p_id AND b.sequence = ANY (p_consumed);
        GET DIAGNOSTICS removed = ROW_COUNT;
    END IF;
    IF p_starting IS NOT NULL THEN
        UPDATE {schema}.inbox b SET deliveries = b.deliveries + 1 WHERE b.conversation = p_id AND b.sequence = p_starting;
    END IF;
    IF cardinality(p_dead_conversation) > 0 THEN
        INSERT INTO {schema}.dead (tenant, conversation, kind, reason, at, payload, raw)
        SELECT coalesce(c.tenant, v_tenant), u.id, u.kind, u.reason, u.at, u.payload, u.raw
        FROM unnest(p_dead_conversation, p_dead_kind, p_dead_reason, p_dead_at, p_dead_payload, p_dead_raw)
            WITH ORDINALITY AS u(id, kind, reason, at, payload, raw, n)
        LEFT JOIN {schema}.conversation c ON c.id = u.id
        ORDER BY u.n;
    END IF;
    IF cardinality(p_append_conversation) > 0 THEN
        added := cardinality({schema}.append_items(p_now, p_append_tenant, p_append_conversation, p_append_key, p_append_received,
            p_append_delay, p_append_payload, p_append_raw));
    END IF;

    IF cardinality(p_record_id) > 0 THEN
        PERFORM {schema}.write_records(p_record_collection, p_record_id, p_record_content);
    END IF;

    UPDATE {schema}.conversation c SET wake_at = v_now + p_wake * interval '1 microsecond'
    WHERE c.id = p_id AND c.wake_at IS DISTINCT FROM v_now + p_wake * interval '1 microsecond';
    IF p_release THEN
        PERFORM {schema}.settle(v_now, p_id, NULL);
    END IF;
    RETURN NEXT;
END $$;

-- Puts a dead letter at the end of its mailbox. False when there is none with this id.
CREATE FUNCTION {schema}.replay_dead(p_now timestamptz, p_id bigint) RETURNS boolean LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_dead record;
BEGIN
    DELETE FROM {schema}.dead d WHERE d.id = p_id RETURNING d.tenant, d.conversation, d.payload, d.raw INTO v_dead;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM {schema}.append_items(p_now, ARRAY[v_dead.tenant], ARRAY[v_dead.conversation], ARRAY[NULL::uuid],
        ARRAY[coalesce(p_now, clock_timestamp())], ARRAY[NULL::bigint], ARRAY[v_dead.payload], ARRAY[v_dead.raw]);
    RETURN true;
END $$;

-- Finds the conversation of the first known address, else takes p_new; links the addresses that are not known. The locks make calls
-- for the same person agree, on whatever node.
CREATE FUNCTION {schema}.resolve_contact(p_tenant text, p_account text, p_kinds smallint[], p_values text[], p_new text)
RETURNS TABLE (conversation text, owners text[]) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
    PERFORM pg_advisory_xact_lock(x.hash) FROM (
        SELECT DISTINCT hashtextextended('{schema}' || p_account || '/' || u.kind || '/' || u.value, 0) AS hash
        FROM unnest(p_kinds, p_values) AS u(kind, value) ORDER BY 1) x;
    SELECT a.conversation INTO conversation FROM unnest(p_kinds, p_values) WITH ORDINALITY AS u(kind, value, n)
    JOIN {schema}.alias a ON a.account = p_account AND a.kind = u.kind AND a.value = u.value ORDER BY u.n LIMIT 1;
    conversation := coalesce(conversation, p_new);
    INSERT INTO {schema}.alias (account, kind, value, tenant, conversation)
    SELECT p_account, x.kind, x.value, p_tenant, conversation
    FROM (SELECT DISTINCT u.kind, u.value FROM unnest(p_kinds, p_values) AS u(kind, value)) x
    ON CONFLICT DO NOTHING;
    owners := ARRAY(SELECT a.conversation FROM unnest(p_kinds, p_values) WITH ORDINALITY AS u(kind, value, n)
        JOIN {schema}.alias a ON a.account = p_account AND a.kind = u.kind AND a.value = u.value ORDER BY u.n);
    RETURN NEXT;
END $$;
