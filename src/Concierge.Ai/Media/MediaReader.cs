using System.Globalization;
using System.Text;
using Concierge.Ai.Guard;
using Concierge.Ai.Tools;
using Concierge.Channels;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

#pragma warning disable MEAI001 // Speech is experimental upstream; it is used inside and not shown outside.

namespace Concierge.Ai.Media;

/// <summary>
/// Reads a person's messages for a model: words as they are, files by kind. Anything that somebody else may have written (files, forwarded
/// messages, cards, places) is marked as data.
/// </summary>
internal sealed class MediaReader(ILogger<MediaReader> logger)
{
    private const int MaxWords = 8000;
    private const string CutMark = "\n[The message is longer; the rest was cut.]";

    public async ValueTask<ReadMessages> ReadAsync(TurnContext turn, IReadOnlyList<MessageReceived> messages, AiServiceOptions options, string mark)
    {
        var read = new ReadMessages();
        if (messages is [{ Body: TextBody { Text.Length: <= MaxWords } own } only] && IsOwn(only) && !string.IsNullOrWhiteSpace(own.Text))
        {
            // What nearly every turn holds needs no putting together.
            read.Text = TextSanitizer.Clean(own.Text).Trim();
            if (read.Text.Length > 0)
            {
                read.Contents.Add(new TextContent(read.Text));
            }

            return read;
        }

        var words = new StringBuilder();
        int files = 0;
        foreach (MessageReceived message in messages)
        {
            if (message.Body is MediaBody media)
            {
                if (++files <= options.Media.MaxFiles)
                {
                    await ReadMediaAsync(turn, message, media, options, mark, read, words);
                }
            }
            else
            {
                ReadWords(message, mark, read, words, options.Texts);
            }
        }

        string text = words.ToString().Trim();
        read.Text = text;
        if (text.Length > 0)
        {
            read.Contents.Insert(0, new TextContent(text));
        }

        return read;
    }

    private static void ReadWords(MessageReceived message, string mark, ReadMessages read, StringBuilder words, AiTexts texts)
    {
        string? text = message.Body switch
        {
            TextBody or ChoiceBody or FormBody or OrderBody or EditBody or ReactionBody => message.Body.PlainText,
            LocationBody place => string.Create(CultureInfo.InvariantCulture, $"{place.Latitude}, {place.Longitude} {place.Name} {place.Address}"),
            ContactsBody cards => string.Join('\n', cards.Cards.Select(card => $"{card.FormattedName} {string.Join(' ', card.Phones)} {string.Join(' ', card.Emails)}")),
            _ => null,
        };
        if (string.IsNullOrWhiteSpace(text))
        {
            read.Refusal ??= Say(texts.Unsupported, message.Body.Kind);
            return;
        }

        string clean = TextSanitizer.Clean(text);
        clean = clean.Length <= MaxWords ? clean : string.Concat(TextSanitizer.Cut(clean, MaxWords), CutMark);
        if (IsOwn(message))
        {
            words.Append(clean).Append('\n');
        }
        else
        {
            read.IsUntrusted = true;
            words.Append(ToolResult.Delimit(clean, IsForwarded(message) ? "a forwarded message" : $"a {message.Body.Kind}", mark)).Append('\n');
        }
    }

    private async ValueTask ReadMediaAsync(TurnContext turn, MessageReceived message, MediaBody media, AiServiceOptions options, string mark, ReadMessages read, StringBuilder words)
    {
        // A voice note is the person speaking; any other file may be anybody's.
        bool isOwnVoice = media is { MediaKind: MediaKind.Audio, IsVoice: true } && !IsForwarded(message);
        read.IsUntrusted |= !isOwnVoice;
        if (media.Caption is { Length: > 0 } caption)
        {
            words.Append(ToolResult.Delimit(ToolResult.Limit(caption, MaxWords), "a caption", mark)).Append('\n');
        }

        try
        {
            string? text = await ReadFileAsync(turn, media, options, read);
            if (text is null)
            {
                read.Refusal ??= Say(options.Texts.Unsupported, media.Kind);
            }
            else if (text.Length > 0)
            {
                string limited = ToolResult.Limit(text, options.Media.MaxTextLength);
                words.Append(isOwnVoice ? limited : ToolResult.Delimit(limited, $"a file ({media.Kind})", mark)).Append('\n');
            }
            else
            {
                words.Append('[').Append(media.Kind).Append(" attached]\n");
            }
        }
        catch (MediaTooLargeException)
        {
            read.Refusal ??= Say(options.Texts.TooLarge, media.Kind);
        }
        catch (Exception failure) when (!turn.CancellationToken.IsCancellationRequested)
        {
            Log.MediaFailed(logger, failure.GetType().Name);
            Log.Failure(logger, failure);
            read.Refusal ??= Say(options.Texts.Unsupported, media.Kind);
        }
    }

    /// <summary>The file's text; empty where the model is given the file itself; null where nobody can read it.</summary>
    private static async ValueTask<string?> ReadFileAsync(TurnContext turn, MediaBody media, AiServiceOptions options, ReadMessages read)
    {
        string type = (media.Media.MimeType ?? "application/octet-stream").Split(';')[0].Trim().ToLowerInvariant();
        ISpeechToTextClient? speech = media.MediaKind == MediaKind.Audio ? turn.Services.GetService<ISpeechToTextClient>() : null;
        bool modelReads = Matches(options.Media.ModelReads, type);
        bool isText = type.StartsWith("text/", StringComparison.Ordinal) || type is "application/json" or "application/csv";
        if ((speech is null && !modelReads && !isText && options.Media.ExtractText is null) || turn.Channel is not IMediaChannel channel)
        {
            return null;
        }

        byte[] content = await FetchAsync(channel, media.Media, options.Media.MaxBytes, turn.CancellationToken);
        if (speech is not null && !modelReads)
        {
            using var audio = new MemoryStream(content);
            SpeechToTextResponse heard = await speech.GetTextAsync(audio, new SpeechToTextOptions { SpeechLanguage = options.Media.SpeechLanguage }, turn.CancellationToken);
            return string.IsNullOrWhiteSpace(heard.Text) ? null : heard.Text;
        }

        if (modelReads)
        {
            read.Contents.Add(new DataContent(content, type));
            return string.Empty;
        }

        if (isText)
        {
            return Encoding.UTF8.GetString(content);
        }

        return await options.Media.ExtractText!(new AiDocument(content, type, media.Media.FileName), turn.CancellationToken);
    }

    private static async ValueTask<byte[]> FetchAsync(IMediaChannel channel, MediaReference media, long maxBytes, CancellationToken cancellationToken)
    {
        if (media.Size > maxBytes)
        {
            throw new MediaTooLargeException(maxBytes);
        }

        await using MediaDownload download = await channel.DownloadAsync(media, maxBytes, cancellationToken);
        using var content = new MemoryStream();
        await download.Content.CopyToAsync(content, cancellationToken);
        return content.Length <= maxBytes ? content.ToArray() : throw new MediaTooLargeException(maxBytes);
    }

    private static bool Matches(ISet<string> types, string type) =>
        types.Contains(type) || types.Contains(string.Concat(type.AsSpan(0, Math.Max(type.IndexOf('/'), 0)), "/*"));

    private static bool IsOwn(MessageReceived message) => !IsForwarded(message) && message.Body is not (LocationBody or ContactsBody);

    private static bool IsForwarded(MessageReceived message) => message.Context is { IsForwarded: true } or { IsFrequentlyForwarded: true };

    private static string Say(string text, string kind) => string.Format(CultureInfo.InvariantCulture, text, kind);
}
