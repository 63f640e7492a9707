using Concierge.Ids;

namespace Concierge;

/// <summary>What a turn knows about the person's codes.</summary>
public static class IntrinsicIdTurnExtensions
{
    /// <summary>Whom or what the code that the person gave stands for, as its validator said; null when it said nothing or none was given.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="name">The code's name: <see cref="IntrinsicIdRule.Name"/>, or the service's.</param>
    public static string? FindIntrinsicId(this TurnContext turn, string name)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return IdGate.Read(turn).Known.GetValueOrDefault(name)?.Subject;
    }
}
