using Concierge.Routing;

namespace Concierge;

/// <summary>
/// When nothing fits, a menu of the services that the person may use. Not in groups, and not in answer to what is no message, such as
/// a reaction; while a form lets others answer what is no answer, it asks again instead.
/// </summary>
public sealed class MenuRule : IRoutingRule
{
    private static readonly object Instead = new();

    private readonly MenuWriter _menu;

    internal MenuRule(MenuWriter menu) => _menu = menu;

    /// <summary>In this turn, what nothing fits is answered by this instead of the menu; it gives the reason.</summary>
    internal static void Replace(TurnContext turn, Func<ValueTask<string>> answer) => turn.Items[Instead] = answer;

    /// <inheritdoc/>
    public async ValueTask<RoutingDecision?> DecideAsync(RoutingContext routing)
    {
        ArgumentNullException.ThrowIfNull(routing);
        if (routing.Turn.Items.TryGetValue(Instead, out object? instead))
        {
            return RoutingDecision.Answered(await ((Func<ValueTask<string>>)instead!)());
        }

        bool isMessage = routing.Turn.Message.Body is TextBody or ChoiceBody or MediaBody or LocationBody or ContactsBody or WelcomeBody;
        return isMessage && routing.Turn.Document.Group is null && await _menu.ShowAsync(routing)
            ? RoutingDecision.Answered("menu: nothing else fits")
            : null;
    }
}
