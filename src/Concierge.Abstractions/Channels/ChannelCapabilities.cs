namespace Concierge.Channels;

/// <summary>What a channel can do natively. What it cannot is degraded by the core; a channel never sees it.</summary>
public sealed record ChannelCapabilities
{
    /// <summary>Longest text in UTF-16 units; longer ones are split at sentences. Default 4096.</summary>
    public int MaxTextLength { get; init; } = 4096;

    /// <summary>Longest caption in UTF-16 units; longer ones are sent as a text of their own. Default 1024.</summary>
    public int MaxCaptionLength { get; init; } = 1024;

    /// <summary>Longest text of a message with choices or a button. Default 1024.</summary>
    public int MaxInteractiveTextLength { get; init; } = 1024;

    /// <summary>Most buttons on one message; 0 without buttons.</summary>
    public int MaxButtons { get; init; }

    /// <summary>Most rows in one list; 0 without lists.</summary>
    public int MaxListRows { get; init; }

    /// <summary>Longest caption of a button. Default 20.</summary>
    public int MaxButtonTitle { get; init; } = 20;

    /// <summary>Longest title of a list row. Default 24.</summary>
    public int MaxListTitle { get; init; } = 24;

    /// <summary>Approved templates.</summary>
    public bool Templates { get; init; }

    /// <summary>A button that opens an address.</summary>
    public bool LinkButtons { get; init; }

    /// <summary>Forms in the app.</summary>
    public bool Forms { get; init; }

    /// <summary>Asking for a place.</summary>
    public bool LocationRequests { get; init; }

    /// <summary>Asking for a hidden number.</summary>
    public bool ContactRequests { get; init; }

    /// <summary>Places.</summary>
    public bool Locations { get; init; }

    /// <summary>Address-book cards.</summary>
    public bool Contacts { get; init; }

    /// <summary>Reactions.</summary>
    public bool Reactions { get; init; }

    /// <summary>Stickers.</summary>
    public bool Stickers { get; init; }

    /// <summary>Text under a document. Default true; without it the caption follows as a text of its own.</summary>
    public bool DocumentCaptions { get; init; } = true;

    /// <summary>Quoting an earlier message.</summary>
    public bool Quotes { get; init; }

    /// <summary>Colleagues work behind the channel and are told by a <see cref="HandoffMessage"/> when the conversation changes hands.</summary>
    public bool HelpDesk { get; init; }

    /// <summary>
    /// The provider may be set to deliver webhooks by GET, with everything in the signed address. Default false: then GET is for
    /// <see cref="IWebhookHandshake"/> alone.
    /// </summary>
    public bool GetWebhooks { get; init; }

    /// <summary>
    /// Receipts carry our attempt id, so that an ambiguous send can be reconciled by waiting. False makes
    /// <c>Reconcile</c> wait for nothing and behave as <c>Resend</c>.
    /// </summary>
    public bool EchoesAttemptId { get; init; }

    /// <summary>How text is marked up. Default <see cref="TextMarkup.WhatsApp"/>.</summary>
    public TextMarkup Markup { get; init; }

    /// <summary>How long after the person's last message free text may be sent; null without limit.</summary>
    public TimeSpan? ServiceWindow { get; init; }

    /// <summary>Most sends in any one second from one account; null without limit.</summary>
    public int? MaxSendsPerSecond { get; init; }

    /// <summary>Largest webhook body in bytes; larger ones are answered 413 unread. Default 1 MiB.</summary>
    public int MaxWebhookBytes { get; init; } = 1024 * 1024;
}
