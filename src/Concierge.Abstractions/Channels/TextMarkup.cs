namespace Concierge.Channels;

/// <summary>The mark-up that a channel's text is written in.</summary>
public enum TextMarkup
{
    /// <summary>WhatsApp's own: <c>*bold*</c>, <c>_italic_</c>.</summary>
    WhatsApp,

    /// <summary>CommonMark.</summary>
    Markdown,

    /// <summary>None.</summary>
    Plain,
}
