using System.Globalization;
using Concierge.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Emulator.Tests;

/// <summary>A bot that shows what it understood, the same over every channel.</summary>
internal sealed class ConversationBot(Uri? picture) : IService
{
    public static readonly string LongText = string.Join(' ', Enumerable.Range(1, 900).Select(static n => $"Sentence {n.ToString(CultureInfo.InvariantCulture)}."));

    /// <summary>The picture's address is known once the host listens.</summary>
    public static void Add(IConciergeBuilder concierge, Func<Uri?> picture) => concierge
        .AddHumanService("agent", service => service.Keywords("agent").Answer("A colleague comes."))
        .AddService("bot", service => service.Default(), turn => new ConversationBot(picture()).HandleAsync(turn));

    public async ValueTask HandleAsync(TurnContext turn)
    {
        if (turn.Message.Context?.QuotedMessageId is { } quoted && turn.Message.Body is TextBody)
        {
            turn.Reply(new TextMessage($"You quoted {quoted}") { QuotedMessageId = turn.Message.Id });
            return;
        }

        switch (turn.Message.Body)
        {
            case ChoiceBody choice:
                turn.Reply($"You chose {(choice.ChoiceId.Length > 0 ? choice.ChoiceId : choice.Title)}");
                break;
            case ReactionBody reaction:
                turn.Reply($"You reacted {reaction.Emoji} to {reaction.TargetMessageId}");
                break;
            case MediaBody media:
                await using (MediaDownload file = await ((IMediaChannel)turn.Channel).DownloadAsync(media.Media, 1_000_000, turn.CancellationToken))
                {
                    using var copy = new MemoryStream();
                    await file.Content.CopyToAsync(copy, turn.CancellationToken);
                    turn.Reply($"Your {media.MediaKind} has {copy.Length} bytes, caption {media.Caption}");
                }

                break;
            case LocationBody place:
                turn.Reply(string.Create(CultureInfo.InvariantCulture, $"You are at {place.Latitude:0.00},{place.Longitude:0.00} {place.Name}"));
                break;
            case ContactsBody contacts:
                turn.Reply($"You sent {contacts.Cards.Select(static card => card.FormattedName).FirstOrDefault() ?? "a card"}");
                break;
            default:
                await AnswerAsync(turn);
                break;
        }
    }

    private async ValueTask AnswerAsync(TurnContext turn)
    {
        int count = turn.GetState<int>("count") + 1;
        turn.SetState("count", count);
        switch (turn.Text)
        {
            case "colours":
                turn.Reply(new ChoiceMessage("Which colour?", [new Choice("c-red", "Red"), new Choice("c-blue", "Blue")]));
                break;
            case "long":
                turn.Reply(LongText);
                break;
            case "picture":
                turn.Reply(new MediaMessage(MediaKind.Image, await SourceAsync(turn)) { Caption = "One pixel" });
                break;
            case "like":
                turn.Reply(new ReactionMessage(turn.Message.Id!, "🎉"));
                break;
            default:
                turn.Reply($"{count.ToString(CultureInfo.InvariantCulture)}: {turn.Text}");
                break;
        }
    }

    private async ValueTask<MediaSource> SourceAsync(TurnContext turn)
    {
        try
        {
            using var content = new MemoryStream(EmulatorHost.Picture);
            return await ((IMediaChannel)turn.Channel).UploadAsync(content, "image/png", "picture.png", turn.CancellationToken);
        }
        catch (MediaUnavailableException)
        {
            // A provider that takes no uploads fetches what it sends.
            return MediaSource.FromLink(picture!);
        }
    }
}
