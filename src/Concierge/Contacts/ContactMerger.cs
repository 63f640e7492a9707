using Concierge.Channels;
using Concierge.Events;
using Concierge.Ids;
using Concierge.Ingress;
using Concierge.Messaging;
using Concierge.Outbox;
using Concierge.Scheduling;
using Concierge.Storage;
using Concierge.Turns;

namespace Concierge.Contacts;

/// <summary>
/// Two contacts turn out to be one person. What is known goes from mailbox to mailbox; on one account the one conversation passes on what is written to it, so
/// that the directory need not change and a node that remembers an alias is still right.
/// </summary>
internal sealed class ContactMerger(IContactDirectory directory, HandoffHandler handoffs, ReplyWriter replies, EventPublisher events)
{
    private const string OwnTimers = "concierge.";

    /// <summary>Passes on what is for the person to the conversation that has the person now. True when it was passed on.</summary>
    public static bool TryForward(Lane lane, LaneInput input)
    {
        if (lane.Document.MergedInto is not { } into || !(input.Input is ReceiptReceived receipt ? IsUnknown(lane, receipt) : IsForThePerson(input.Input)))
        {
            return false;
        }

        if (input.Input is MergeFromCommand { From: var from } && from == lane.Id && string.CompareOrdinal(lane.Id.Value, into.Value) < 0)
        {
            // Each was to become a part of the other, and what went out has come round. One of them must stay, and all must agree which.
            lane.Document.MergedInto = null;
            lane.Take();
            return true;
        }

        lane.Take();
        lane.Append(new MailboxAppend
        {
            Conversation = into,
            Key = UInt128.Zero,
            Payload = input.Item.Payload,
            Raw = input.Item.Raw,
            ReceivedAt = input.Item.ReceivedAt,
        });
        return true;
    }

    /// <summary>The provider names a person by an address under which another conversation of the account is known: both become one.</summary>
    public async ValueTask JoinAsync(Lane lane, MessageReceived message, CancellationToken cancellationToken)
    {
        ConversationDocument document = lane.Document;
        if (message.Group is not null || document.Contact.Addresses.Count == 0 || !lane.Channel.Capabilities.VouchesForPhones)
        {
            return;
        }

        ContactAddress? changed = message.Body is SystemBody { NewAddress: { } address } ? address : null;
        foreach (ContactAddress alias in changed is null ? message.Sender.Addresses : message.Sender.Addresses.Append(changed))
        {
            if (!document.Contact.Addresses.Contains(alias)
                && await directory.FindAsync(lane.Channel.Account, [alias], cancellationToken) is { } other
                && other != lane.Id)
            {
                Append(lane, other, new MergeIntoCommand(lane.Id) { Moves = true, OnlyRefusals = alias == changed });
            }
        }
    }

    public async ValueTask MergeIntoAsync(Lane lane, MergeIntoCommand command)
    {
        ConversationDocument document = lane.Document;
        if (command.Into == lane.Id)
        {
            return;
        }

        Append(lane, command.Into, new MergeFromCommand(lane.Id, command.OnlyRefusals ? ProfileMerge.RefusalsOf(document.Profile) : document.Profile)
        {
            By = command.By,
            Contact = command.Moves ? document.Contact : null,
            Codes = command.OnlyRefusals ? null : IdGate.Share(document),
            IsHandled = command.Moves && document.Handling == Handling.Human,
            IsMutual = !command.Moves,
        });
        if (command.Moves)
        {
            Leave(lane, command);
        }
    }

    public async ValueTask MergeFromAsync(Lane lane, MergeFromCommand command)
    {
        ConversationDocument document = lane.Document;
        ProfileMerge.Merge(document.Profile, command.Profile);
        IdGate.Merge(document, command.Codes);
        if (command.Contact is { } contact)
        {
            document.Contact = document.Contact with
            {
                Addresses = document.Contact.Merge(contact).Addresses,
                DisplayName = document.Contact.DisplayName ?? contact.DisplayName,
                Username = document.Contact.Username ?? contact.Username,
            };
            document.MergedFrom = [.. document.MergedFrom.Append(command.From).Distinct()];
        }

        if (command.IsHandled && await handoffs.TakeOverAsync(lane, command.By))
        {
            replies.TellHelpDesk(lane, command.By);
        }

        if (command.IsMutual)
        {
            Append(lane, command.From, new MergeFromCommand(lane.Id, document.Profile) { By = command.By, Codes = IdGate.Share(document) });
        }

        events.Publish(lane, ConciergeEventTypes.ContactMerged, ("with", command.From.Value), ("moved", command.Contact is not null));
    }

    /// <summary>Nothing begins here any more. What is on its way to the person is still sent from here; what is to be sent later goes along.</summary>
    private void Leave(Lane lane, MergeIntoCommand command)
    {
        ConversationDocument document = lane.Document;
        foreach (SendMessageCommand later in document.Timers.Where(static timer => !timer.IsRaised).Select(LaterSend.Read).OfType<SendMessageCommand>())
        {
            Append(lane, command.Into, later);
        }

        document.Timers.RemoveAll(static timer => timer.Handler.StartsWith(OwnTimers, StringComparison.Ordinal) && !(timer.IsRaised && timer.Handler == LaterSend.Handler));
        handoffs.Leave(lane, command.By, "merged");
        document.MergedInto = command.Into;
    }

    /// <summary>A report of what was sent from there to an address that was this conversation's.</summary>
    private static bool IsUnknown(Lane lane, ReceiptReceived receipt) =>
        !AttemptId.TryParse(receipt.AttemptId, out _) && !lane.Document.Sent.Exists(sent => sent.ProviderMessageId == receipt.MessageId);

    /// <summary>What keeps this conversation itself in order belongs here.</summary>
    private static bool IsForThePerson(ConversationInput? input) => input switch
    {
        MessageReceived or HandoffReceived or AccountNotice => true,
        TimerCommand or ReplayReplyCommand or EventCommand or EraseCommand => false,
        _ => input is ConversationCommand,
    };

    private static void Append(Lane lane, ConversationId to, ConversationCommand command) => lane.Append(new MailboxAppend
    {
        Conversation = to,
        Key = UInt128.Zero,
        Payload = InputCodec.Write(null, command),
        ReceivedAt = lane.Clock.GetUtcNow(),
    });
}
