namespace Concierge.Channels.Meta.Inbound;

/// <summary>A webhook field that is news about the account, and where its news stands.</summary>
/// <param name="EventMember">The member whose text is the notice's event, or null.</param>
/// <param name="ItemsMember">The list whose elements are one notice each, or null when the change is one notice.</param>
internal sealed record NoticeTopic(string? EventMember = null, string? ItemsMember = null)
{
    private static readonly Dictionary<string, NoticeTopic> Known = new(StringComparer.Ordinal)
    {
        ["message_template_status_update"] = new("event"),
        ["message_template_quality_update"] = new("new_quality_score"),
        ["message_template_components_update"] = new(),
        ["template_category_update"] = new("new_category"),
        ["user_preferences"] = new("value", "user_preferences"),
        ["user_id_update"] = new(),
        ["group_lifecycle_update"] = new("type", "groups"),
        ["group_settings_update"] = new("type", "groups"),
        ["group_participants_update"] = new("type", "groups"),
        ["group_participant_update"] = new("type", "groups"),
        ["group_status_update"] = new("type", "groups"),
        ["account_update"] = new("event"),
        ["account_alerts"] = new("alert_type"),
        ["account_review_update"] = new("decision"),
        ["business_capability_update"] = new(),
        ["phone_number_quality_update"] = new("event"),
        ["phone_number_name_update"] = new("decision"),
        ["security"] = new("event"),
        ["flows"] = new("event"),
        ["automatic_events"] = new(),
        ["payment_configuration_update"] = new(),
        ["partner_solutions"] = new("event"),

        // Old messages and address books: never messages, whatever they hold.
        ["history"] = new(),
        ["smb_app_state_sync"] = new(),
    };

    /// <summary>The topic of a field; null for one that is not known.</summary>
    public static NoticeTopic? Find(string? field) => field is null ? null : Known.GetValueOrDefault(field);
}
