using Concierge.Emulator.Api;

namespace Concierge.Emulator.Phone;

/// <summary>A provider at which colleagues work.</summary>
internal interface IHelpDesk
{
    /// <summary>Does what a colleague asks for; false if it is no known action, lacks its text, or the person has not written yet.</summary>
    bool Act(PhoneLine line, DeskAction action);
}
