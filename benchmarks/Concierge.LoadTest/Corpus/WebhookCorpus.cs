using System.Globalization;
using System.Text;

namespace Concierge.LoadTest.Corpus;

/// <summary>
/// Two thousand text webhooks of 700 to 1 500 bytes, spelt as Meta spells them: ASCII, <c>\uXXXX</c> for every other letter and
/// <c>\/</c> for the slash. The same seed gives the same corpus on every machine.
/// </summary>
internal sealed class WebhookCorpus
{
    public const int Size = 2000;
    public const int Senders = 1000;
    public const string PhoneNumberId = "106540352242922";
    private const int Seed = 20240917;
    private const int ShortestBody = 700;
    private const int LongestBody = 1500;

    private static readonly string[] Words =
    [
        "bonjour", "réservation", "pour", "samedi", "à", "midi", "s'il", "vous", "plaît", "déjà", "payé", "reçu", "où", "êtes-vous",
        "merci", "😀", "🙏", "appelez-moi", "l'adresse", "numéro", "42", "ça", "va", "très", "bien", "horaires", "été", "Noël",
        "https://example.org/menu?d=1", "€", "12/05", "garçon", "œuf", "naïve", "السلام", "مرحبا", "olá", "não", "mañana", "…",
    ];

    private static readonly string[] Names = ["Zoé", "André", "Maïmouna", "João", "Sofía", "Ana 🌸", "Ömer", "Łukasz", "مريم", "Bob"];

    public WebhookCorpus(string path, ulong run)
    {
        var random = new Random(Seed);
        Templates = new WebhookTemplate[Size];
        for (int i = 0; i < Size; i++)
        {
            Templates[i] = Create(path, run, random);
        }
    }

    public WebhookTemplate[] Templates { get; }

    private static WebhookTemplate Create(string path, ulong run, Random random)
    {
        string sender = (33_600_000_000L + random.Next(Senders)).ToString(CultureInfo.InvariantCulture);
        string serialHole = new('#', WebhookTemplate.SerialLength);
        string timeHole = new('@', 10);
        string signatureHole = new('~', 64);
        string before = $$"""{"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"{{PhoneNumberId}}"},"contacts":[{"profile":{"name":"{{Escape(Names[random.Next(Names.Length)])}}"},"wa_id":"{{sender}}"}],"messages":[{"from":"{{sender}}","id":"wamid.HBgLMzM2{{run:x16}}{{serialHole}}FQIAEhgUM0E=","timestamp":"{{timeHole}}","text":{"body":""";
        const string after = "\"},\"type\":\"text\"}]},\"field\":\"messages\"}]}]}";
        int target = random.Next(ShortestBody, LongestBody);
        string body = before + "\"" + Text(random, target - before.Length - after.Length - 1) + after;
        string head = $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: facebookexternalua\r\nAccept: */*\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\nX-Hub-Signature-256: sha256={signatureHole}\r\n\r\n";
        string request = head + body;
        return new WebhookTemplate(
            Encoding.ASCII.GetBytes(request),
            head.Length,
            request.IndexOf(signatureHole, StringComparison.Ordinal),
            request.IndexOf(serialHole, StringComparison.Ordinal),
            request.IndexOf(timeHole, StringComparison.Ordinal));
    }

    private static string Text(Random random, int length)
    {
        var text = new StringBuilder(length);
        while (text.Length < length - 60)
        {
            text.Append(Escape(Words[random.Next(Words.Length)])).Append(' ');
        }

        return text.Append('.', Math.Max(0, length - text.Length)).ToString();
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (char character in text)
        {
            _ = character switch
            {
                '/' => escaped.Append("\\/"),
                > '\u007e' => escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }
}
