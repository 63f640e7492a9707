-- What is remembered of people who were erased: random ids, and hashes with a key that never leaves the database. Nothing personal, of no tenant.
CREATE TABLE {schema}.erasure_key (key bytea NOT NULL);
INSERT INTO {schema}.erasure_key SELECT sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));

CREATE TABLE {schema}.erased (
    conversation text COLLATE "C" PRIMARY KEY,
    at timestamptz NOT NULL
);
CREATE INDEX erased_at ON {schema}.erased (at);

CREATE TABLE {schema}.erased_contact (
    hash bytea PRIMARY KEY,
    at timestamptz NOT NULL
);
CREATE INDEX erased_contact_at ON {schema}.erased_contact (at);

CREATE INDEX alias_conversation ON {schema}.alias (conversation);
CREATE INDEX dead_conversation ON {schema}.dead (conversation);

CREATE FUNCTION {schema}.contact_hash(p_account text, p_kind smallint, p_value text) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(k.key || sha256(k.key || convert_to(p_account || E'\n' || p_kind || E'\n' || p_value, 'UTF8'))) FROM {schema}.erasure_key k
$$;

-- Removes a conversation; its row stays, because its fence must go on growing. Outcome 0 saved, 2 fenced; removed is how many items were
-- taken out of mailboxes, added how many appended.
CREATE FUNCTION {schema}.erase_conversation(
    p_now timestamptz, p_id text, p_fence bigint, p_through bigint, p_at timestamptz,
    p_append_tenant text[], p_append_conversation text[], p_append_key uuid[], p_append_received timestamptz[], p_append_delay bigint[],
    p_append_payload bytea[], p_append_raw bytea[])
RETURNS TABLE (outcome integer, removed integer, added integer) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_now timestamptz := coalesce(p_now, clock_timestamp());
    v_name bytea := convert_to(p_id, 'UTF8');
    v_count integer;
BEGIN
    removed := 0;
    added := 0;
    outcome := 2;
    PERFORM 1 FROM {schema}.conversation c WHERE c.id = p_id AND c.fence = p_fence AND c.owner IS NOT NULL FOR UPDATE;
    IF NOT FOUND THEN
        RETURN NEXT;
        RETURN;
    END IF;

    outcome := 0;
    DELETE FROM {schema}.inbox b WHERE b.conversation = p_id AND b.sequence <= p_through;
    GET DIAGNOSTICS removed = ROW_COUNT;
    INSERT INTO {schema}.erased (conversation, at) VALUES (p_id, p_at) ON CONFLICT DO NOTHING;
    IF FOUND THEN
        DELETE FROM {schema}.document d WHERE d.conversation = p_id;
        DELETE FROM {schema}.line l WHERE l.conversation = p_id;
        DELETE FROM {schema}.dead d WHERE d.conversation = p_id OR (d.conversation >= '@' AND d.conversation < 'A' AND position(v_name IN d.payload) > 0);
        INSERT INTO {schema}.erased_contact (hash, at)
        SELECT {schema}.contact_hash(a.account, a.kind, a.value), p_at FROM {schema}.alias a WHERE a.conversation = p_id
        ON CONFLICT (hash) DO UPDATE SET at = excluded.at;
        DELETE FROM {schema}.alias a WHERE a.conversation = p_id;
        -- The last of all characters bounds the walk along the index.
        DELETE FROM {schema}.record r USING (
            WITH RECURSIVE c AS (
                (SELECT x.collection FROM {schema}.record x ORDER BY x.collection LIMIT 1)
                UNION ALL
                SELECT (SELECT x.collection FROM {schema}.record x WHERE x.collection > c.collection ORDER BY x.collection LIMIT 1) FROM c WHERE c.collection IS NOT NULL)
            SELECT c.collection FROM c WHERE c.collection IS NOT NULL) u
        WHERE r.collection = u.collection AND r.id >= p_id AND r.id <= p_id || chr(1114111)
            AND starts_with(r.id, p_id) AND substr(r.id, length(p_id) + 1, 1) !~ '[A-Za-z0-9]';
        DELETE FROM {schema}.inbox b WHERE b.conversation >= '@' AND b.conversation < 'A' AND position(v_name IN b.payload) > 0;
        GET DIAGNOSTICS v_count = ROW_COUNT;
        removed := removed + v_count;
    END IF;

    IF cardinality(p_append_conversation) > 0 THEN
        added := cardinality({schema}.append_items(p_now, p_append_tenant, p_append_conversation, p_append_key, p_append_received,
            p_append_delay, p_append_payload, p_append_raw));
    END IF;

    UPDATE {schema}.conversation c SET wake_at = NULL WHERE c.id = p_id;
    PERFORM {schema}.settle(v_now, p_id, NULL);
    RETURN NEXT;
END $$;

-- As before, but an address whose conversation was erased in the meantime and for which the caller brought no new id is not linked: it asks again.
CREATE OR REPLACE FUNCTION {schema}.resolve_contact(p_tenant text, p_account text, p_kinds smallint[], p_values text[], p_new text)
RETURNS TABLE (conversation text, owners text[]) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
    PERFORM pg_advisory_xact_lock(x.hash) FROM (
        SELECT DISTINCT hashtextextended('{schema}' || p_account || '/' || u.kind || '/' || u.value, 0) AS hash
        FROM unnest(p_kinds, p_values) AS u(kind, value) ORDER BY 1) x;
    SELECT a.conversation INTO conversation FROM unnest(p_kinds, p_values) WITH ORDINALITY AS u(kind, value, n)
    JOIN {schema}.alias a ON a.account = p_account AND a.kind = u.kind AND a.value = u.value ORDER BY u.n LIMIT 1;
    conversation := coalesce(conversation, p_new);
    IF conversation IS NULL THEN
        RETURN;
    END IF;
    INSERT INTO {schema}.alias (account, kind, value, tenant, conversation)
    SELECT p_account, x.kind, x.value, p_tenant, conversation
    FROM (SELECT DISTINCT u.kind, u.value FROM unnest(p_kinds, p_values) AS u(kind, value)) x
    ON CONFLICT DO NOTHING;
    owners := ARRAY(SELECT a.conversation FROM unnest(p_kinds, p_values) WITH ORDINALITY AS u(kind, value, n)
        JOIN {schema}.alias a ON a.account = p_account AND a.kind = u.kind AND a.value = u.value ORDER BY u.n);
    RETURN NEXT;
END $$;
