-- Records of a conversation are its tenant's: visits, artifacts and approvals are as personal as the transcript. The others belong to
-- the whole installation and have no tenant.
ALTER TABLE {schema}.record ADD COLUMN tenant text;

-- The tenant of the conversation whose id the record's id is, or begins with and goes on with anything but a letter or a digit.
CREATE FUNCTION {schema}.record_tenant(p_id text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_tenant text;
BEGIN
    FOR n IN REVERSE length(p_id)..1 LOOP
        IF substr(p_id, n + 1, 1) !~ '[A-Za-z0-9]' THEN
            SELECT c.tenant INTO v_tenant FROM {schema}.conversation c WHERE c.id = left(p_id, n);
            IF FOUND THEN
                RETURN v_tenant;
            END IF;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

-- Whoever upgrades may see some tenants only; the records of all of them must find theirs. The setting ends with the transaction.
DO $$
BEGIN
    PERFORM set_config('concierge.tenants', '*', true);
    UPDATE {schema}.record r SET tenant = {schema}.record_tenant(r.id);
END $$;

ALTER TABLE {schema}.record ENABLE ROW LEVEL SECURITY;
ALTER TABLE {schema}.record FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON {schema}.record
    USING (CASE WHEN tenant IS NULL THEN coalesce(current_setting('concierge.tenants', true), '') <> '' ELSE {schema}.sees(tenant) END)
    WITH CHECK (tenant IS NULL OR {schema}.sees(tenant));

-- As before, but a record of a conversation gets its tenant.
CREATE OR REPLACE FUNCTION {schema}.write_records(p_collection text[], p_id text[], p_content bytea[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM {schema}.record r USING unnest(p_collection, p_id) AS u(collection, id) WHERE r.collection = u.collection AND r.id = u.id;
    INSERT INTO {schema}.record (collection, id, tenant, content)
    SELECT x.collection, x.id, {schema}.record_tenant(x.id), x.content FROM (
        SELECT DISTINCT ON (u.collection, u.id) u.collection, u.id, u.content
        FROM unnest(p_collection, p_id, p_content) WITH ORDINALITY AS u(collection, id, content, n) ORDER BY u.collection, u.id, u.n DESC) x
    WHERE x.content IS NOT NULL;
END $$;

-- As before, but an address that a row of another tenant holds is refused: it could never be found, and each message would begin a conversation.
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
    IF cardinality(owners) < cardinality(p_values) THEN
        RAISE insufficient_privilege USING MESSAGE = 'an address belongs to another tenant';
    END IF;
    RETURN NEXT;
END $$;
