using Microsoft.Extensions.AI;

namespace Concierge.Ai;

/// <summary>How one AI service answers.</summary>
public sealed class AiServiceOptions
{
    /// <summary>What the service does, in the words of a prompt. It is the same for every turn: no clock, no name.</summary>
    public string Prompt { get; set; } = string.Empty;

    /// <summary>
    /// The keys of the registered <see cref="IChatClient"/>s, the first choice first; the next is asked when one fails or is too slow.
    /// For a tenant a client registered under <c>key@tenant</c> is taken instead. Empty for the client registered without a key.
    /// </summary>
    public IList<string> Clients { get; } = [];

    /// <summary>Model, temperature and the like; provider-run tools such as <see cref="HostedWebSearchTool"/>. Never changed by the service. Functions belong to <see cref="Tools"/>.</summary>
    public ChatOptions ModelOptions { get; set; } = new();

    /// <summary>What the model may ask for.</summary>
    public IList<AiTool> Tools { get; } = [];

    /// <inheritdoc cref="AiServiceBuilder.UseTools"/>
    public ISet<string> NamedTools { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What is known about the person, for the end of the prompt; null for nothing. Called once per turn.</summary>
    public Func<TurnContext, string?>? ContactState { get; set; }

    /// <summary>Sees every request before it is sent and may mark it, for example for a provider's prompt cache. It works on copies.</summary>
    public Action<IList<ChatMessage>, ChatOptions>? OnRequest { get; set; }

    /// <summary>What a text means that arrives while an answer is being written.</summary>
    /// <value>The default is <see cref="NewMessagePolicy.Queue"/>.</value>
    public NewMessagePolicy NewMessages { get; set; }

    /// <summary>How often tools may run and the model be asked again, in one turn. One more request follows without tools.</summary>
    /// <value>The default is 8; at least 1.</value>
    public int MaxIterations { get; set; } = 8;

    /// <summary>How many iterations in a row may hold a failed call.</summary>
    /// <value>The default is 3.</value>
    public int MaxConsecutiveErrors { get; set; } = 3;

    /// <summary>The most calls that run out of one reply; the others get an error as result.</summary>
    /// <value>The default is 16.</value>
    public int MaxCallsPerReply { get; set; } = 16;

    /// <summary>Whether the calls of one reply may run at once. Tools with a side effect never do.</summary>
    /// <value>The default is false.</value>
    public bool ConcurrentTools { get; set; }

    /// <summary>Whether the model reads the text of a tool's exception.</summary>
    /// <value>The default is false.</value>
    public bool DetailedToolErrors { get; set; }

    /// <summary>Whether a call of an unknown tool ends the turn instead of being answered with an error.</summary>
    /// <value>The default is false.</value>
    public bool StopOnUnknownTools { get; set; }

    /// <summary>How long the model and the tools may take together. Then the person is told honestly.</summary>
    /// <value>The default is 45 seconds; keep it below <c>Concierge:TurnTimeout</c>.</value>
    public TimeSpan TimeBudget { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>
    /// How long the person waits for an answer before <see cref="SoftNotice"/> is sent, once per turn; null for never. It is not sent when a colleague has taken over, the person
    /// has opted out, or the service window is closed. 15 seconds is a good value where answers can take long.
    /// </summary>
    /// <value>The default is never: the sign that an answer is being written is all that is shown.</value>
    public TimeSpan? SoftNoticeAfter { get; set; }

    /// <summary>What is said when an answer takes long, by language; each text at most <see cref="TurnContext.MaxEarlyReplyLength"/> characters.</summary>
    /// <value>The default is a short sentence in English, French, Spanish, German, Italian, Portuguese and Dutch.</value>
    public LocalizedText SoftNotice { get; set; } = DefaultSoftNotice;

    /// <summary>How long one request to one client may take.</summary>
    /// <value>The default is 20 seconds.</value>
    public TimeSpan ModelTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long nothing is shown before the sign that an answer is being written.</summary>
    /// <value>The default is 0.7 seconds.</value>
    public TimeSpan TypingAfter { get; set; } = TimeSpan.FromSeconds(0.7);

    /// <summary>The longest answer, in characters; a longer one is cut at a sentence.</summary>
    /// <value>The default is 8000.</value>
    public int MaxReplyLength { get; set; } = 8000;

    /// <summary>Whether a long answer is cut into two or three messages at the ends of sentences.</summary>
    /// <value>The default is false: one message.</value>
    public bool Bubbles { get; set; }

    /// <summary>Whether the provider keeps the history (<see cref="ChatOptions.ConversationId"/>); only what is new is sent then.</summary>
    /// <value>The default is false: the conversation's document keeps it.</value>
    public bool ServerSideHistory { get; set; }

    /// <summary>The most history that is sent, in estimated tokens. On overflow it is cut to half, in whole turns.</summary>
    /// <value>The default is 6000.</value>
    public int MaxHistoryTokens { get; set; } = 6000;

    /// <summary>Whether links to other hosts than <see cref="AllowedHosts"/> are taken out of the answers.</summary>
    /// <value>The default is true.</value>
    public bool GuardLinks { get; set; } = true;

    /// <summary>Hosts that may be linked to, with their subdomains. Those named in the prompts and in trusted facts are added.</summary>
    public ISet<string> AllowedHosts { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// What becomes of an answer with a phone number, an amount, a percentage or a long number that stands in no source of the turn. Quantities are compared by value, however they
    /// are written; small bare numbers, dates and times are not looked at, and what can be computed from known amounts in the answer is known.
    /// </summary>
    /// <value>The default is <see cref="NumberGuard.Warn"/>.</value>
    public NumberGuard GuardNumbers { get; set; } = NumberGuard.Warn;

    /// <summary>How long a confirmation is open.</summary>
    /// <value>The default is 5 minutes.</value>
    public TimeSpan ConfirmationLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Turns in a row without an answer after which a colleague takes over; zero for never.</summary>
    /// <value>The default is 2.</value>
    public int HandOffAfterFailures { get; set; } = 2;

    /// <summary>Whether the model has a tool to give the conversation to a colleague.</summary>
    /// <value>The default is true.</value>
    public bool HandOffTool { get; set; } = true;

    /// <summary>Phrases with which a person asks for a person; found as whole words, whatever their case and accents. They need no model.</summary>
    public IList<string> HandOffPhrases { get; } =
    [
        "talk to a human", "speak to a human", "talk to a person", "speak to a person", "real person", "human agent",
        "parler à un humain", "parler à quelqu'un", "parler à une personne", "un vrai humain", "un conseiller",
        "hablar con una persona", "hablar con un humano", "hablar con un agente",
    ];

    /// <summary>Which files the model reads.</summary>
    public AiMediaOptions Media { get; } = new();

    /// <summary>What is said without the model.</summary>
    public AiTexts Texts { get; set; } = new();

    private static LocalizedText DefaultSoftNotice { get; } = new(new Dictionary<string, string>
    {
        [LocalizedText.AnyLanguage] = "One moment, I am looking into it.",
        ["fr"] = "Un instant, je regarde.",
        ["es"] = "Un momento, lo estoy mirando.",
        ["de"] = "Einen Moment, ich sehe nach.",
        ["it"] = "Un attimo, sto controllando.",
        ["pt"] = "Um momento, estou a verificar.",
        ["nl"] = "Een ogenblik, ik zoek het uit.",
    });

    internal void Validate(string service)
    {
        Require(SoftNoticeAfter is null || SoftNoticeAfter > TimeSpan.Zero, $"{nameof(SoftNoticeAfter)} must be longer than nothing; null is for never.");
        Require(
            SoftNotice.Variants.Values.All(text => !string.IsNullOrWhiteSpace(text) && text.Length <= TurnContext.MaxEarlyReplyLength),
            $"{nameof(SoftNotice)} must have 1 to {TurnContext.MaxEarlyReplyLength} characters in every language.");
        Require(MaxIterations >= 1, $"{nameof(MaxIterations)} must be at least 1.");
        Require(MaxConsecutiveErrors >= 0, $"{nameof(MaxConsecutiveErrors)} must not be negative.");
        Require(MaxCallsPerReply >= 1, $"{nameof(MaxCallsPerReply)} must be at least 1.");
        Require(TimeBudget > TimeSpan.Zero && ModelTimeout > TimeSpan.Zero, $"{nameof(TimeBudget)} and {nameof(ModelTimeout)} must be longer than nothing.");
        Require(MaxReplyLength >= 100, $"{nameof(MaxReplyLength)} must be at least 100.");
        Require(Enum.IsDefined(GuardNumbers), $"{nameof(GuardNumbers)} has no such value.");
        Require(MaxHistoryTokens >= 0, $"{nameof(MaxHistoryTokens)} must not be negative.");
        Require(ConfirmationLifetime > TimeSpan.Zero, $"{nameof(ConfirmationLifetime)} must be longer than nothing.");
        Require(
            ModelOptions.Tools?.OfType<AIFunction>().Any() != true,
            "ModelOptions.Tools holds a function. Add it with Tool(…), so that it has a policy.");
        IGrouping<string, AiTool>? twice = Tools.GroupBy(tool => tool.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any());
        Require(twice is null, $"two tools are named '{twice?.Key}'. Give one of them another name.");

        void Require(bool isTrue, string message)
        {
            if (!isTrue)
            {
                throw new ArgumentException($"The AI service '{service}': {message}");
            }
        }
    }
}
