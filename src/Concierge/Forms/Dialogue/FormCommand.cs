namespace Concierge.Forms.Dialogue;

/// <summary>What a person may want at any time.</summary>
internal enum FormCommand
{
    Cancel,
    Back,
    Skip,
    Help,
    Person,
    Change,
    Confirm,
    Again,
}
