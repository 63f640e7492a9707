using System.Collections.Frozen;
using Concierge.Routing.Keywords;

namespace Concierge.Contacts;

/// <summary>
/// Words by which a person leaves or comes back, when they are all that is written. Words that mean something else in a dialogue, like
/// "cancel" or "end", are not among them.
/// </summary>
internal static class ConsentWords
{
    /// <summary>No form of a word is longer, with all the blanks and exclamation marks around it that a person may type.</summary>
    private const int Longest = 256;

    private static readonly FrozenDictionary<string, (Consent Consent, string? Language)> Words = Index();

    /// <summary>What the text says when it is such a word and nothing else, and its language where the word tells it; null for anything else.</summary>
    public static (Consent Consent, string? Language)? Find(string text) =>
        text.Length <= Longest && Words.TryGetValue(TextFolding.Fold(text), out (Consent, string?) found) ? found : null;

    private static FrozenDictionary<string, (Consent, string?)> Index()
    {
        var words = new Dictionary<string, (Consent, string?)>(StringComparer.Ordinal);
        Add(Consent.OptedOut, null, "stop", "stopp", "stop all", "stopall");
        Add(Consent.OptedOut, "en", "unsubscribe", "opt out", "optout", "stop messages", "stop messaging me", "remove me");
        Add(Consent.OptedOut, "fr", "arrêt", "arrêtez", "désabonner", "me désabonner", "se désabonner", "désabonnement", "désinscription", "me désinscrire");
        Add(Consent.OptedOut, "es", "baja", "darme de baja", "dar de baja", "cancelar suscripción", "parar", "no más mensajes");
        Add(Consent.OptedOut, "de", "abmelden", "abbestellen", "austragen", "keine nachrichten mehr");
        Add(Consent.OptedOut, "it", "disiscrivimi", "disiscriviti", "annulla iscrizione", "cancellami");
        Add(Consent.OptedOut, "pt", "descadastrar", "cancelar inscrição", "cancelar subscrição", "remover", "pare");
        Add(Consent.OptedOut, "nl", "afmelden", "uitschrijven", "meld me af");
        Add(Consent.OptedOut, "pl", "wypisz", "wypisz mnie", "rezygnuję");
        Add(Consent.OptedOut, "tr", "dur", "abonelikten çık", "aboneliği iptal et");
        Add(Consent.OptedOut, "sv", "avsluta prenumeration", "avregistrera");
        Add(Consent.OptedOut, "id", "berhenti", "berhenti berlangganan");
        Add(Consent.OptedOut, "ru", "стоп", "отписаться", "отпишите меня");
        Add(Consent.OptedOut, "uk", "відписатися");
        Add(Consent.OptedOut, "ar", "توقف", "إيقاف", "إلغاء الاشتراك", "الغاء الاشتراك");
        Add(Consent.OptedOut, "he", "הסר", "להסיר");
        Add(Consent.OptedOut, "hi", "रोकें", "बंद करें");
        Add(Consent.OptedOut, "zh", "退订", "停止", "取消订阅");
        Add(Consent.OptedOut, "ja", "停止", "配信停止", "配信解除");
        Add(Consent.OptedOut, "ko", "수신거부", "중지");
        Add(Consent.OptedIn, null, "start", "unstop", "opt in", "optin");
        Add(Consent.OptedIn, "en", "subscribe");
        Add(Consent.OptedIn, "fr", "s'abonner", "m'abonner", "réabonner");
        Add(Consent.OptedIn, "es", "alta", "darme de alta", "suscribirme");
        Add(Consent.OptedIn, "de", "anmelden", "abonnieren");
        Add(Consent.OptedIn, "it", "iscrivimi");
        Add(Consent.OptedIn, "pt", "inscrever");
        Add(Consent.OptedIn, "nl", "aanmelden");
        return words.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(Consent consent, string? language, params string[] forms)
        {
            foreach (string form in forms)
            {
                words.TryAdd(TextFolding.Fold(form), (consent, language));
            }
        }
    }
}
