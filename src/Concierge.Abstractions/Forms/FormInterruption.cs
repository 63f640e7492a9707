namespace Concierge.Forms;

/// <summary>What happens to a message in the middle of a form that is no answer.</summary>
public enum FormInterruption
{
    /// <summary>The question is asked again with the reason.</summary>
    StayInForm = 0,

    /// <summary>Another service may answer it; then the form's question is asked again.</summary>
    LetOthersAnswer = 1,
}
