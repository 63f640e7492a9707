using Concierge.Sentiment;
using Microsoft.Extensions.Options;

namespace Concierge;

internal sealed class ConciergeOptionsValidator : IValidateOptions<ConciergeOptions>
{
    private static readonly TimeSpan LeastRetention = TimeSpan.FromDays(1);

    private static readonly TimeSpan LeastCatchUp = TimeSpan.FromSeconds(10);

    public ValidateOptionsResult Validate(string? name, ConciergeOptions options)
    {
        var failures = new List<string>();
        Check(options.DedupRetention >= LeastRetention, $"Concierge:DedupRetention is {options.DedupRetention}. Providers repeat webhooks for days: set at least 1.00:00:00.");
        Check(options.MaxMessageAge > TimeSpan.Zero, "Concierge:MaxMessageAge must be greater than zero.");
        Check(options.Debounce >= TimeSpan.Zero && options.Debounce <= options.MaxDebounce, $"Concierge:Debounce is {options.Debounce}. Set it between zero and Concierge:MaxDebounce ({options.MaxDebounce}).");
        Check(options.MaxParallelConversations >= 1, "Concierge:MaxParallelConversations must be at least 1.");
        Check(options.MaxBacklog >= 1, "Concierge:MaxBacklog must be at least 1.");
        Check(options.TurnTimeout > TimeSpan.Zero, "Concierge:TurnTimeout must be greater than zero.");
        Check(options.MaxTurnFailures >= 1, "Concierge:MaxTurnFailures must be at least 1.");
        Check(options.MaxProcessDeaths >= 1, "Concierge:MaxProcessDeaths must be at least 1.");
        Check(options.HumanIdleReturn is null || options.HumanIdleReturn > TimeSpan.Zero, "Concierge:HumanIdleReturn must be greater than zero, or null for never.");
        Check(options.CatchUpInterval is null || options.CatchUpInterval >= LeastCatchUp, $"Concierge:CatchUpInterval is {options.CatchUpInterval}. Set at least {LeastCatchUp}, or null for never.");
        Check(options.Routing.ClassificationThreshold is >= 0 and <= 1, $"Concierge:Routing:ClassificationThreshold is {options.Routing.ClassificationThreshold}. Set it between 0 and 1.");
        Check(options.Routing.SessionIdleTimeout > TimeSpan.Zero, "Concierge:Routing:SessionIdleTimeout must be greater than zero.");
        Check(options.Routing.CatalogueRefresh >= TimeSpan.Zero, "Concierge:Routing:CatalogueRefresh must not be negative.");
        Check(!string.IsNullOrWhiteSpace(options.Routing.Language), "Concierge:Routing:Language must be a language tag such as en or fr.");
        Check(options.Outbox.MaxAttempts >= 1, "Concierge:Outbox:MaxAttempts must be at least 1.");
        Check(options.Outbox.SendTimeout > TimeSpan.Zero, "Concierge:Outbox:SendTimeout must be greater than zero.");
        Check(options.Outbox.MaxSendsInFlight >= 1, "Concierge:Outbox:MaxSendsInFlight must be at least 1.");
        Check(options.Outbox.MaxSendsPerSecond is null or >= 1, "Concierge:Outbox:MaxSendsPerSecond must be at least 1, or absent.");
        Check(options.Tenants.Values.All(tenant => !string.IsNullOrWhiteSpace(tenant) && tenant != "*" && !tenant.Contains(',')), "Concierge:Tenants gives an account a tenant without a name, or with a comma or a '*'. Write Concierge:Tenants:meta/salon = acme, for example.");
        Check(options.Outbound.QuietFrom is null == options.Outbound.QuietUntil is null, "Concierge:Outbound:QuietFrom and QuietUntil belong together: set both, or neither.");
        Check(TimeZoneInfo.TryFindSystemTimeZoneById(options.Outbound.TimeZone, out _), $"Concierge:Outbound:TimeZone '{options.Outbound.TimeZone}' is not known on this machine. Use an IANA name, for example Europe/Paris.");
        Check(options.Outbound.WindowMargin >= TimeSpan.Zero, "Concierge:Outbound:WindowMargin must not be negative.");
        Check(options.Outbound.MaxTurnsPerMinute is null or >= 1, "Concierge:Outbound:MaxTurnsPerMinute must be at least 1, or absent.");
        Check(options.Outbound.LoopLimit is null or >= 2, "Concierge:Outbound:LoopLimit must be at least 2, or absent.");
        CheckEscalation(options.Routing.Escalation);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void CheckEscalation(EscalationOptions escalation)
        {
            const string section = "Concierge:Routing:Escalation";
            Check(escalation.Threshold > 0, $"{section}:Threshold must be greater than zero.");
            Check(escalation.RepeatedThreshold > 0 && escalation.RepeatedThreshold <= escalation.Threshold, $"{section}:RepeatedThreshold is {escalation.RepeatedThreshold}. Set it above zero and not above Threshold ({escalation.Threshold}).");
            Check(escalation.Words.All(word => AngerLexicon.IsUsable(word.Key) && word.Value is >= 0 and <= 10), $"{section}:Words has a word without letters, with less than three of them before a '*', or with a weight that is not between 0 and 10.");
            Check(escalation.Texts.All(text => !string.IsNullOrWhiteSpace(text.Key) && !string.IsNullOrWhiteSpace(text.Value)), $"{section}:Texts has an empty text or language. Write Texts:fr, for example, or Texts:* for every other language.");
        }

        void Check(bool holds, string message)
        {
            if (!holds)
            {
                failures.Add(message);
            }
        }
    }
}
