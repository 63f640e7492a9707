using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Emulator.Twilio;

/// <summary>Twilio's WhatsApp: signed forms out, Programmable Messaging and the Content API in.</summary>
internal sealed partial class TwilioProvider(MediaLibrary media, IIdSource ids, IConfiguration configuration, IServiceProvider services) : IEmulatedProvider
{
    private const int MostAttempts = 4;

    public string Channel => "twilio";

    public string Title => "Twilio";

    public string ContentType => "application/x-www-form-urlencoded; charset=utf-8";

    public IReadOnlyList<FaultKind> Faults { get; } =
    [
        new("429", "Throttled (20429)"),
        new("63016", "24 hours are over (63016, in the receipt)"),
        new("21610", "The person opted out (21610)"),
        new("63018", "The sender's limit is reached (63018, in the receipt)"),
        new("21655", "The content is gone (21655)"),
        .. FaultQueue.Common,
    ];

    public string NewMessageId(string person, bool fromPerson, Bubble bubble) =>
        (TwilioMessageWriter.HasFile(bubble) ? "MM" : "SM") + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(ids.NewId())))[..32];

    public IReadOnlyList<Webhook> WriteMessage(PhoneLine line, Person person, ChatMessage message) =>
        [TwilioForm.Webhook(TwilioMessageWriter.Write(line, person, message, media), TwilioAddress.Webhook(line, PublicRoot))];

    public IReadOnlyList<Webhook> WriteStatus(PhoneLine line, Person person, ChatMessage message, string status, DateTimeOffset at)
    {
        // Nobody is told of the first state, nor of any where no address for it was given.
        if (status == "accepted" || message.Correlation is not { } callback)
        {
            return [];
        }

        string word = status == "failed" ? "undelivered" : status;
        return
        [
            TwilioForm.Webhook(
            [
                ("ApiVersion", "2010-04-01"),
                ("AccountSid", line.Setting("AccountSid")),
                ("MessageSid", message.Id),
                ("SmsSid", message.Id),
                ("SmsStatus", word),
                ("MessageStatus", word),
                ("From", TwilioAddress.Own(line) is { Length: > 0 } own ? TwilioAddress.Of(own) : null),
                ("MessagingServiceSid", line.Setting("MessagingServiceSid") is { Length: > 0 } service ? service : null),
                ("To", TwilioAddress.Of(message.Person)),
                ("ChannelPrefix", "whatsapp"),
                ("ChannelToAddress", "+" + message.Person[..^4] + "XXXX"),
                ("EventType", status == "read" ? "READ" : null),
                ("ErrorCode", status == "failed" ? message.FailureCode : null),
                ("ChannelStatusMessage", status == "failed" ? message.Failure : null),
            ],
            callback),
        ];
    }

    public void Sign(PhoneLine line, HttpRequestMessage request, byte[] body, string? address)
    {
        byte[] signed = Encoding.UTF8.GetBytes(address + TwilioForm.Signed(Encoding.UTF8.GetString(body)));
        request.Headers.TryAddWithoutValidation("X-Twilio-Signature", Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(line.Setting("AuthToken")), signed)));
    }

    /// <summary>As with the connection overrides <c>#rc=3&amp;rp=all</c>, which the channel's page recommends.</summary>
    public TimeSpan? RetryAfter(int attempts, int? status) => attempts < MostAttempts ? TimeSpan.FromSeconds(1) : null;

    public byte[] Adopt(PhoneLine line, byte[] body)
    {
        string own = line.Setting("AccountSid");
        string text = Encoding.Latin1.GetString(body);
        return Encoding.Latin1.GetBytes(AccountMember().Replace(text, match => match.Value.Replace(match.Groups["sid"].Value, own, StringComparison.Ordinal)));
    }

    public void MapApi(IEndpointRouteBuilder endpoints)
    {
        RouteGroupBuilder api = endpoints.MapGroup("/twilio");
        var messages = services.GetRequiredService<TwilioMessages>();
        var contents = services.GetRequiredService<TwilioContents>();
        var files = services.GetRequiredService<TwilioMedia>();
        api.MapPost("/2010-04-01/Accounts/{sid}/Messages.json", (RequestDelegate)messages.SendAsync);
        api.MapGet("/2010-04-01/Accounts/{sid}/Messages.json", (RequestDelegate)messages.ListAsync);
        api.MapGet("/2010-04-01/Accounts/{sid}/Messages/{message}.json", (RequestDelegate)messages.ShowAsync);
        api.MapGet("/2010-04-01/Accounts/{sid}/Messages/{message}/Media/{media}", (RequestDelegate)files.DownloadAsync);
        api.MapGet("/storage/{media}", (RequestDelegate)files.StorageAsync);
        api.MapPost("/v2/Indicators/Typing.json", (RequestDelegate)messages.ShowTypingAsync);
        api.MapPost("/v1/Content", (RequestDelegate)contents.CreateAsync);
        api.MapDelete("/v1/Content/{content}", (RequestDelegate)contents.DeleteAsync);
    }

    [GeneratedRegex(@"(?:(?:^|&)AccountSid=|""AccountSid""\s*:\s*"")(?<sid>[A-Za-z0-9]+)")]
    private static partial Regex AccountMember();

    private string PublicRoot => configuration["Concierge:PublicBaseUrl"] is { Length: > 0 } set ? set : (HostAddress.Actual(services) ?? HostAddress.Expected(configuration)).ToString();
}
