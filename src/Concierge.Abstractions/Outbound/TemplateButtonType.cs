namespace Concierge;

/// <summary>The kind of a template's button.</summary>
public enum TemplateButtonType
{
    /// <summary>Sends its payload back as a <see cref="ChoiceBody"/>.</summary>
    QuickReply,

    /// <summary>Opens an address whose end is given.</summary>
    Url,

    /// <summary>Copies a code.</summary>
    CopyCode,

    /// <summary>Opens a form.</summary>
    Flow,
}
