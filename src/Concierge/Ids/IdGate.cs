using System.Text.Json;
using Concierge.Channels;
using Concierge.Services;
using Microsoft.Extensions.Logging;

namespace Concierge.Ids;

/// <summary>
/// Lets those through who gave a service's code. Wrong codes are counted in the document, so that neither a restart nor another service's
/// turn forgets them. No code is kept or logged.
/// </summary>
internal sealed class IdGate(IntrinsicIdValidators validators, PromptWriter prompts, ILogger<IdGate> logger)
{
    public const string StateName = "concierge.ids";

    /// <summary>Stands in the profile for a code whose validator says no more; never the code itself.</summary>
    private const string Accepted = "accepted";

    private const int DefaultAttempts = 3;
    private const int LongestCode = 200;

    private static readonly TimeSpan DefaultLockout = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public static IdStanding Read(TurnContext turn) => turn.GetState(StateName, IdJsonContext.Default.IdStanding) ?? new IdStanding();

    public static void Write(TurnContext turn, IdStanding standing) => turn.SetState(StateName, standing, IdJsonContext.Default.IdStanding);

    /// <summary>What another conversation of the same person should know; null where nothing is known. Without the message that waits for a code.</summary>
    public static JsonElement? Share(ConversationDocument document) =>
        document.State.TryGetValue(StateName, out JsonElement kept) && kept.Deserialize(IdJsonContext.Default.IdStanding) is { } standing
            ? JsonSerializer.SerializeToElement(new IdStanding { Known = standing.Known, Attempts = standing.Attempts }, IdJsonContext.Default.IdStanding)
            : null;

    /// <summary>
    /// Takes over what another conversation of the same person knows. The longer lock counts: nobody gets more tries by having two conversations.
    /// </summary>
    public static void Merge(ConversationDocument document, JsonElement? other)
    {
        if (other?.Deserialize(IdJsonContext.Default.IdStanding) is not { } theirs)
        {
            return;
        }

        IdStanding own = document.State.TryGetValue(StateName, out JsonElement kept) ? kept.Deserialize(IdJsonContext.Default.IdStanding) ?? new() : new();
        foreach ((string name, DateTimeOffset since) in theirs.Known)
        {
            own.Known.TryAdd(name, since);
        }

        foreach ((string name, IdAttempts attempts) in theirs.Attempts)
        {
            if (!own.Attempts.TryGetValue(name, out IdAttempts? ours)
                || (attempts.LockedUntil ?? DateTimeOffset.MinValue, attempts.Count).CompareTo((ours.LockedUntil ?? DateTimeOffset.MinValue, ours.Count)) > 0)
            {
                own.Attempts[name] = attempts;
            }
        }

        document.State[StateName] = JsonSerializer.SerializeToElement(own, IdJsonContext.Default.IdStanding);
    }

    public static string NameOf(ServiceDefinition definition) => definition.IntrinsicId?.Name ?? definition.Name;

    /// <summary>Whether a person may use a service as far as its code is concerned.</summary>
    public static bool IsOpen(TurnContext turn, ServiceDefinition definition)
    {
        if (definition.IntrinsicId is not { } rule)
        {
            return true;
        }

        // The profile decides: a host may give a code to a person there, or take it away.
        string name = NameOf(definition);
        return turn.Document.Profile.IntrinsicIds.ContainsKey(name)
            && (rule.RememberFor is not { } limit || !Read(turn).Known.TryGetValue(name, out DateTimeOffset since) || turn.Clock.GetUtcNow() - since < limit);
    }

    /// <summary>The service that waits for a code, or null.</summary>
    public static string? AskedBy(TurnContext turn)
    {
        if (!turn.Document.State.ContainsKey(StateName) || Read(turn) is not { AskedBy: { } service } standing)
        {
            return null;
        }

        if (turn.Clock.GetUtcNow() - standing.AskedAt < Patience)
        {
            return service;
        }

        Clear(turn, standing);
        return null;
    }

    /// <summary>Nobody waits for a code any more.</summary>
    public static void Forget(TurnContext turn)
    {
        if (AskedBy(turn) is not null)
        {
            Clear(turn, Read(turn));
        }
    }

    /// <summary>Asks for the code, or says that the person is locked out. The message that led here is kept for the answer.</summary>
    /// <returns>What was done, for the transcript.</returns>
    public string Ask(TurnContext turn, ServiceDefinition definition)
    {
        IdStanding standing = Read(turn);
        if (LockedUntil(turn, definition, standing) is { } until)
        {
            SayBlocked(turn, definition, until);
            return "locked out after wrong codes";
        }

        if (standing.AskedBy != definition.Name)
        {
            standing.AskedBy = definition.Name;
            standing.Question = Keep(turn.Message);
        }

        standing.AskedAt = turn.Clock.GetUtcNow();
        Write(turn, standing);
        prompts.Say(turn, definition, definition.Prompts.AskForId ?? Sentences.AskForId);
        return "asked for its code";
    }

    /// <summary>Checks a code without saying anything; a wrong one counts.</summary>
    public async ValueTask<IdCheck> CheckAsync(TurnContext turn, ServiceDefinition definition, string text)
    {
        IdStanding standing = Read(turn);
        if (LockedUntil(turn, definition, standing) is not null)
        {
            return IdCheck.Locked;
        }

        IntrinsicIdVerdict? verdict = await JudgeAsync(turn, definition, text.Trim());
        if (verdict is null)
        {
            return IdCheck.Unavailable;
        }

        string name = NameOf(definition);
        if (verdict.IsValid)
        {
            standing.Attempts.Remove(name);
            standing.Known[name] = turn.Clock.GetUtcNow();
            turn.Document.Profile.IntrinsicIds[name] = verdict.Subject ?? Accepted;
        }
        else
        {
            Count(turn, definition.IntrinsicId!, name, standing);
        }

        Write(turn, standing);
        return verdict.IsValid ? IdCheck.Right : IdCheck.Wrong;
    }

    /// <summary>Says what a check found; nothing when the code was right.</summary>
    public void Tell(TurnContext turn, ServiceDefinition definition, IdCheck check)
    {
        IdStanding standing = Read(turn);
        if (LockedUntil(turn, definition, standing) is { } until)
        {
            Forget(turn);
            SayBlocked(turn, definition, until);
            return;
        }

        if (check == IdCheck.Unavailable)
        {
            prompts.Say(turn, definition, definition.Prompts.Unavailable ?? Sentences.Unavailable);
        }
        else if (check == IdCheck.Wrong)
        {
            int left = Most(definition) - (standing.Attempts.GetValueOrDefault(NameOf(definition))?.Count ?? 0);
            prompts.Say(turn, definition, definition.Prompts.InvalidId ?? Sentences.InvalidId, attempts: left);
        }
    }

    /// <summary>Puts the message that led to the service in the place of the code.</summary>
    public static void Resume(TurnContext turn)
    {
        if (Read(turn).Question is { } question)
        {
            var original = (MessageReceived)ConciergeJson.ReadInput(System.Text.Encoding.UTF8.GetBytes(question.GetRawText()));
            turn.ReplaceMessages([original]);
        }

        Forget(turn);
    }

    private async ValueTask<IntrinsicIdVerdict?> JudgeAsync(TurnContext turn, ServiceDefinition definition, string code)
    {
        IntrinsicIdRule rule = definition.IntrinsicId!;
        if (code.Length is 0 or > LongestCode
            || (rule.Pattern is not null && !IntrinsicIdPattern.IsWhole(rule.Pattern, code))
            || (rule.Values.Count > 0 && !IntrinsicIdHash.IsAny(code, rule.Values)))
        {
            return IntrinsicIdVerdict.Invalid;
        }

        if (rule.Validator is null)
        {
            return new IntrinsicIdVerdict(true);
        }

        try
        {
            var request = new IntrinsicIdRequest(definition.Name, code, turn.ConversationId);
            return await validators.Find(rule.Validator)!.ValidateAsync(request, turn.CancellationToken);
        }
        catch (Exception failure) when (!turn.CancellationToken.IsCancellationRequested)
        {
            Log.IdNotChecked(logger, rule.Validator, failure.GetType().Name);
            return null;
        }
    }

    private static void Clear(TurnContext turn, IdStanding standing)
    {
        standing.AskedBy = null;
        standing.Question = null;
        Write(turn, standing);
    }

    private static void Count(TurnContext turn, IntrinsicIdRule rule, string name, IdStanding standing)
    {
        DateTimeOffset now = turn.Clock.GetUtcNow();
        TimeSpan lockout = rule.Lockout ?? DefaultLockout;
        IdAttempts? before = standing.Attempts.GetValueOrDefault(name);
        int count = before is null || before.LockedUntil is not null || now - before.At >= lockout ? 1 : before.Count + 1;
        standing.Attempts[name] = new IdAttempts(count, now, count >= (rule.MaxAttempts ?? DefaultAttempts) ? now + lockout : null);
    }

    private static DateTimeOffset? LockedUntil(TurnContext turn, ServiceDefinition definition, IdStanding standing) =>
        standing.Attempts.GetValueOrDefault(NameOf(definition))?.LockedUntil is { } until && until > turn.Clock.GetUtcNow() ? until : null;

    private void SayBlocked(TurnContext turn, ServiceDefinition definition, DateTimeOffset until) =>
        prompts.Say(turn, definition, definition.Prompts.Blocked ?? Sentences.Blocked, wait: until - turn.Clock.GetUtcNow());

    private static int Most(ServiceDefinition definition) => definition.IntrinsicId!.MaxAttempts ?? DefaultAttempts;

    private static JsonElement Keep(MessageReceived message)
    {
        using JsonDocument document = JsonDocument.Parse(ConciergeJson.Write(message));
        return document.RootElement.Clone();
    }
}
