-- As before, but of the items in whose handling a process may have died one at most is counted and leased, and the others wait: the
-- next death is not laid to the charge of those that had no part in it.
CREATE OR REPLACE FUNCTION {schema}.lease_conversations(p_now timestamptz, p_owner text, p_lease bigint, p_max integer, p_newcomers integer, p_items integer)
RETURNS TABLE (conversation text, fence bigint, sequence bigint, received_at timestamptz, deliveries integer, failures integer, payload bytea, raw bytea)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_now timestamptz := coalesce(p_now, clock_timestamp());
    v_ids text[] := '{}';
    v_fences bigint[] := '{}';
    v_since timestamptz[] := '{}';
    v_more record;
    v_suspects text[];
    v_id text;
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
    WITH counted AS (
        UPDATE {schema}.inbox b SET deliveries = b.deliveries + 1
        FROM (SELECT u.id, (SELECT min(i.sequence) FROM {schema}.inbox i WHERE i.conversation = u.id AND (i.due_at IS NULL OR i.due_at <= v_now)) AS first
              FROM unnest(v_ids) AS u(id)) f
        WHERE b.conversation = f.id AND b.sequence = f.first
        RETURNING b.conversation AS id, b.deliveries - 1 > b.failures AS suspect)
    SELECT coalesce(array_agg(u.id ORDER BY u.since, u.id), '{}') INTO v_suspects
    FROM counted c JOIN unnest(v_ids, v_since) AS u(id, since) ON u.id = c.id WHERE c.suspect;
    v_suspects := v_suspects[2:];
    FOREACH v_id IN ARRAY v_suspects LOOP
        UPDATE {schema}.inbox b SET deliveries = b.deliveries - 1
        WHERE b.conversation = v_id AND b.sequence = (
            SELECT min(i.sequence) FROM {schema}.inbox i WHERE i.conversation = v_id AND (i.due_at IS NULL OR i.due_at <= v_now));
        PERFORM {schema}.settle(v_now, v_id, v_now + interval '25 milliseconds');
    END LOOP;

    RETURN QUERY
    SELECT u.id, u.fence, i.sequence, i.received_at, i.deliveries, i.failures, i.payload, i.raw
    FROM unnest(v_ids, v_fences, v_since) AS u(id, fence, since)
    LEFT JOIN LATERAL (
        SELECT b.* FROM {schema}.inbox b
        WHERE b.conversation = u.id AND (b.due_at IS NULL OR b.due_at <= v_now)
        ORDER BY b.sequence LIMIT p_items) i ON true
    WHERE u.id <> ALL (v_suspects)
    ORDER BY u.since, u.id, i.sequence;
END $$;
