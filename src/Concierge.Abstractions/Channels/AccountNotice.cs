namespace Concierge.Channels;

/// <summary>News about the account, a template, a group, a person's preferences or a setting: nobody's message.</summary>
public sealed record AccountNotice : ChannelEvent
{
    /// <summary>The provider's name of the kind of news, for example <c>message_template_status_update</c>.</summary>
    public required string Topic { get; init; }

    /// <summary>The provider's word for what happened, for example <c>REJECTED</c>, or null.</summary>
    public string? Event { get; init; }

    /// <summary>Whom it is about: it is kept in that person's conversation, if there is one; null for the account.</summary>
    public ContactIdentity? Contact { get; init; }

    /// <summary>Whether the person now allows the business to send marketing; null for other news.</summary>
    public bool? AllowsMarketing { get; init; }

    /// <summary>A sentence without personal data for operators, or null.</summary>
    public string? Summary { get; init; }
}
