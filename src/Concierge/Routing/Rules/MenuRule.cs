using Concierge.Routing;

namespace Concierge;

/// <summary>
/// When nothing fits, a menu of the services that the person may use. Not in groups, and not in answer to what is no message, such as
/// a reaction.
/// </summary>
public sealed class MenuRule : IRoutingRule
{
    private readonly MenuWriter _menu;

    internal MenuRule(MenuWriter menu) => _menu = menu;

    /// <inheritdoc/>
    public async ValueTask<RoutingDecision?> DecideAsync(RoutingContext routing)
    {
        ArgumentNullException.ThrowIfNull(routing);
        bool isMessage = routing.Turn.Message.Body is TextBody or ChoiceBody or MediaBody or LocationBody or ContactsBody or WelcomeBody;
        return isMessage && routing.Turn.Document.Group is null && await _menu.ShowAsync(routing)
            ? RoutingDecision.Answered("menu: nothing else fits")
            : null;
    }
}
