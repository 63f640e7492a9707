using System.Text.Json.Nodes;
using Concierge.Events;
using Concierge.Scheduling;
using Concierge.Services;
using Concierge.Storage;
using Microsoft.Extensions.Options;

namespace Concierge.Sessions;

/// <summary>
/// Begins and ends visits to services in the conversation's document. What changed is collected with the turn and becomes lines of the
/// transcript, records and calls to observers with its commit.
/// </summary>
internal sealed class SessionKeeper(IOptions<ConciergeOptions> options)
{
    public const string TimerName = "concierge.session";

    /// <summary>A visit that may be silent for longer has no timer: nothing ends it but what people do.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(3650);

    /// <summary>Ends a visit that was silent for too long or whose service is gone.</summary>
    public void ExpireIfDue(TurnContext turn, CatalogueSnapshot catalogue)
    {
        if (turn.Document.Session is not { State: SessionState.Active } session)
        {
            return;
        }

        CatalogueService? service = catalogue.Find(session.Service);
        if (service is null)
        {
            Leave(turn, SessionState.Expired, "the service was switched off");
        }
        else if (turn.Clock.GetUtcNow() - session.LastActivityAt >= Idle(service))
        {
            Leave(turn, SessionState.Expired, "silence");
        }
    }

    /// <summary>Goes on with the visit to a service or begins one.</summary>
    /// <returns>True when it begins.</returns>
    public bool Enter(TurnContext turn, CatalogueService service)
    {
        DateTimeOffset now = turn.Clock.GetUtcNow();
        if (turn.Document.Session is { State: SessionState.Active } current)
        {
            if (current.Service == service.Name)
            {
                current.LastActivityAt = now;
                return false;
            }

            Leave(turn, SessionState.Completed, $"left for {service.Name}");
        }

        turn.Document.Session = new ServiceSession
        {
            Id = $"{turn.ConversationId}.{turn.Document.SessionCount + 1:D6}",
            Service = service.Name,
            StartedAt = now,
            LastActivityAt = now,
        };
        if (service.Hold == ServiceHold.Exclusive)
        {
            turn.Document.ActiveService = service.Name;
        }

        return true;
    }

    /// <summary>Sees what the service made of the visit.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="service">The service that has answered.</param>
    /// <param name="isNew">What <see cref="Enter"/> said.</param>
    /// <param name="recordsBefore">How many records the turn had to write before the service answered.</param>
    public void Settle(TurnContext turn, CatalogueService service, bool isNew, int recordsBefore)
    {
        ConversationDocument document = turn.Document;
        if (document.Session is not { } session || session.Service != service.Name)
        {
            return;
        }

        bool handedOff = document.Handling == Handling.Human;
        bool goesOn = session.State == SessionState.Active && (service.Hold != ServiceHold.None || document.ActiveService == service.Name);
        if (isNew)
        {
            if (!goesOn && !handedOff && session.Metadata.Count == 0 && turn.Records.Count == recordsBefore)
            {
                // It answered once and kept nothing: that is no visit.
                document.Session = null;
                return;
            }

            document.SessionCount++;
            Announce(turn, session, SessionState.Active);
        }

        if (handedOff)
        {
            End(turn, session, SessionState.HandedOff, "a person takes over");
        }
        else if (!goesOn)
        {
            End(turn, session, SessionState.Completed, session.Reason);
        }
        else
        {
            if (Idle(service) <= LongestTimer)
            {
                turn.Schedule(new ConversationTimer { Id = TimerName, Handler = TimerName, DueAt = session.LastActivityAt + Idle(service) });
            }
            else
            {
                turn.Unschedule(TimerName);
            }

            if (isNew)
            {
                turn.Write(Record(session));
            }
        }
    }

    /// <summary>Ends the visit that goes on, if one does, and takes the word from its service.</summary>
    public static void Leave(TurnContext turn, SessionState state, string reason)
    {
        if (turn.Document.Session is not { State: SessionState.Active } session)
        {
            return;
        }

        if (turn.Document.ActiveService == session.Service)
        {
            turn.Document.ActiveService = null;
        }

        End(turn, session, state, reason);
    }

    /// <summary>Takes down what a turn changed; a hand-off that no service of the router made also ends the visit.</summary>
    public static void TakeDown(Lane lane, TurnContext turn)
    {
        if (turn.HandlingChanged && lane.Document.Handling == Handling.Human && lane.Document.Session is { State: SessionState.Active } session)
        {
            End(turn, session, SessionState.HandedOff, "a person takes over");
        }

        foreach (SessionEvent change in Changes(turn))
        {
            lane.Announce(change);
            turn.Publish(new PublishedEvent(TypeOf(change), EventData.Parse(DataOf(change))));
        }
    }

    private static void End(TurnContext turn, ServiceSession session, SessionState state, string? reason)
    {
        Finish(session, state, reason, turn.Clock.GetUtcNow());
        Changes(turn).Add(Event(session));
        turn.Unschedule(TimerName);
        turn.Write(Record(session));
    }

    private static void Finish(ServiceSession session, SessionState state, string? reason, DateTimeOffset at)
    {
        session.State = state;
        session.Reason = reason;
        session.EndedAt = at;
    }

    private static void Announce(TurnContext turn, ServiceSession session, SessionState state) =>
        Changes(turn).Add(new SessionEvent(session.Id, session.Service, state, session.StartedAt));

    private static SessionEvent Event(ServiceSession session) =>
        new(session.Id, session.Service, session.State, session.EndedAt ?? session.StartedAt, session.Reason);

    private static string TypeOf(SessionEvent change) => change.State switch
    {
        SessionState.Completed => ConciergeEventTypes.SessionCompleted,
        SessionState.Expired => ConciergeEventTypes.SessionExpired,
        SessionState.HandedOff => ConciergeEventTypes.SessionHandedOff,
        _ => ConciergeEventTypes.SessionStarted,
    };

    private static JsonObject DataOf(SessionEvent change)
    {
        var data = new JsonObject { ["id"] = change.SessionId, ["service"] = change.Service };
        if (change.Reason is not null)
        {
            data["reason"] = change.Reason;
        }

        return data;
    }

    private TimeSpan Idle(CatalogueService service) => service.IdleTimeout ?? options.Value.Routing.SessionIdleTimeout;

    private static RecordWrite Record(ServiceSession session) => new(ServiceSession.Collection, session.Id, ConciergeJson.Write(session));

    private static List<SessionEvent> Changes(TurnContext turn)
    {
        if (turn.Items.TryGetValue(typeof(SessionKeeper), out object? kept))
        {
            return (List<SessionEvent>)kept!;
        }

        var changes = new List<SessionEvent>();
        turn.Items.Add(typeof(SessionKeeper), changes);
        return changes;
    }
}
