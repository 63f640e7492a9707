namespace Concierge.Ai;

/// <summary>When the person must confirm a call with a button before it runs.</summary>
public enum ToolConfirmation
{
    /// <summary>
    /// When the turn holds text that is not the person's own (a document, a forwarded message, a web or remote result), and the
    /// tool writes or reaches out.
    /// </summary>
    WhenUntrusted = 0,

    /// <summary>Always.</summary>
    Always = 1,
}
