using System.Collections.Frozen;

namespace Concierge.Sentiment;

/// <summary>
/// What angry people write in English, French and Spanish, with weights: 1 leaves no doubt, less may also describe an illness, a film or the weather.
/// A phrase with 0 keeps the words in it from counting.
/// </summary>
internal static class AngerWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Bots =
        new[] { "bot", "bots", "robot", "robots", "chatbot", "chatbots", "contestador" }
            .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public static IEnumerable<(string Written, double Weight)> Weighted =>
    [
        .. Of(1, // English
            "unacceptable", "not acceptable", "furious", "outrageous", "outraged", "livid", "enraged", "infuriat*", "appalling", "ridiculous", "scandal*", "disgrace*", "shameful",
            "shame on you", "how dare you", "i am angry", "i m angry", "im angry", "am so angry", "m so angry", "very angry", "really angry", "extremely angry", "so angry",
            "angry with", "angry at", "angry about", "mad at you", "pissed off", "fed up", "sick of", "sick and tired", "rip off", "ripped off", "scammer*", "liars", "lied to me", "you lied",
            "incompetent*", "incompetence", "worst service", "worst company", "worst experience", "worst customer service", "terrible service", "awful service", "horrible service",
            "terrible experience", "awful experience", "horrible experience", "terrible customer service", "waste of my time", "wasting my time", "what a joke", "fuck you", "fuck off",
            "go to hell", "screw you", "you idiot*", "you moron*", "you are useless", "you re useless", "youre useless", "you are stupid", "you re stupid", "i hate you", "i will sue", "i ll sue",
            "give me my money back", "had enough of"),
        .. Of(1, // French
            "inacceptable*", "inadmissible*", "pas acceptable", "pas admissible", "honteux", "honteuse*", "c est une honte", "quelle honte", "une honte", "avoir honte de vous", "vous devriez avoir honte",
            "honte à vous", "furieux", "furieuse*", "en colère", "ras le bol", "j en ai marre", "y en a marre", "marre de", "en ai plein le dos", "en ai assez", "c est une arnaque", "une arnaque", "quelle arnaque",
            "arnaqueur*", "escroc*", "bande de voleurs", "foutage de gueule", "foutez de ma gueule", "foutez de moi", "fout de moi", "moquez de moi", "moque du monde", "incapables",
            "bande d incapables", "vous êtes nuls", "vous êtes nul", "t es nul", "tu es nul", "service nul", "lamentable*", "scandaleu*", "est ridicule", "de merde", "connard*", "connasse*", "va te faire", "allez vous faire",
            "ta gueule", "très fâché*", "suis fâché*", "tellement fâché*", "me faites perdre mon temps", "perdre mon temps", "vous mentez", "je porte plainte", "service déplorable"),
        .. Of(1, // Spanish
            "inaceptable*", "inadmisible*", "no es aceptable", "indignante*", "indignad*", "escándalo*", "escandalos*", "qué vergüenza", "es una vergüenza", "una vergüenza", "vergonzos*", "furios*",
            "estoy enfadad*", "muy enfadad*", "tan enfadad*", "estoy enojad*", "muy enojad*", "tan enojad*", "cabread*", "harto de", "harta de", "estoy harto", "estoy harta", "hasta las narices",
            "hasta los cojones", "es una estafa", "una estafa", "estafador*", "es ridículo", "tomadura de pelo", "tomando el pelo", "pésimo servicio", "servicio pésimo", "pésima atención", "de mierda",
            "una mierda", "gilipollas", "me tienen harto", "me tienen harta", "vete a la mierda", "váyanse a la mierda", "incompetencia", "no sirves para nada", "peor servicio", "peor atención"),
        .. Of(0.8,
            "unprofessional", "leave me alone", "shut up", "report you", "waste of time", "is this a joke", "bullshit", "what the hell", "done with you", "moron*", "never coming back",
            "arnaque*", "vous moquez", "on se moque", "n importe quoi", "déplorable*", "minable*", "abruti*", "imbécil*", "m énerve*", "suis énervé*", "excédé", "excédée", "exaspéré*", "porter plainte",
            "voleurs", "menteur*", "rien à foutre", "perte de temps", "emmerd*",
            "estafa", "ladrones", "perdiendo el tiempo", "pérdida de tiempo", "mentiroso*", "ya basta", "basta ya", "no sirven para nada", "no sirve para nada", "voy a denunciar", "devuélvanme", "qué asco",
            "pésimo", "pésima", "🤬"),
        .. Of(0.6,
            "angry", "idiot*", "fuck*", "wtf", "useless", "pathetic", "rude", "scam", "this is a joke", "hate this", "want my money back", "very disappointed", "very unhappy", "bad service", "poor service",
            "so mad", "intolerable*",
            "ridicule", "merde", "putain", "débile*", "fâché", "fâchée", "mécontent*", "pas content", "pas contente", "pas contents", "très déçu*", "personne ne répond", "toujours pas de réponse",
            "remboursez moi", "c est nul",
            "enfadad*", "enojad*", "ridículo", "ridícula", "mierda", "joder", "estúpid*", "nadie responde", "nadie contesta", "nadie me responde", "nadie me contesta", "mal servicio", "muy molesto", "muy molesta",
            "asqueroso", "es una broma", "qué se creen"),
        .. Of(0.5,
            "stupid", "shit", "crap", "disgusting", "absurd", "annoyed", "frustrated", "frustrating", "not happy", "nobody answers", "no one answers", "nobody replies", "still no answer", "file a complaint",
            "pas normal", "énervé", "énervée", "insupportable*", "pourri", "bordel", "inutil", "no es normal", "no estoy content*", "horroroso", "decepcionad*", "😡", "😠"),
        .. Of(0.4,
            "terrible", "awful", "horrible", "dreadful", "atrocious", "unbelievable", "disappointed", "annoying", "nonsense", "unhappy",
            "affreux", "affreuse", "déçu", "déçue", "décevant", "catastroph*", "agacé*", "foutu", "toujours rien", "fatal", "molesto", "molesta"),
        .. Of(0,
            "angry birds", "awful lot", "stupid question", "stupid of me", "i am stupid", "i m stupid", "i am an idiot", "i m an idiot", "such an idiot", "excuse my french", "furious 7", "fast and furious",
            "scam likely", "horrible histories", "idiot proof", "scandalmonger",
            "nulle part", "je suis honteu*", "suis idiot*", "question idiote", "est ce une arnaque", "en colère contre moi",
            "soy idiota", "pregunta estúpida", "fatal error", "femme fatal*"),
    ];

    /// <summary>Who writes of these means his body with a mild word.</summary>
    public static IReadOnlyList<string> OfBody =>
    [
        "pain", "pains", "painful", "headache*", "toothache*", "stomachache*", "ache", "aches", "aching", "fever*", "migraine*", "hurt", "hurts", "cough*", "nausea*", "cramp*", "swollen", "bleeding",
        "injury", "symptom*", "rash", "itching", "diarrhea", "sore",
        "douleur*", "mal de", "mal à", "mal au", "mal aux", "fièvre*", "toux", "nausée*", "crampe*", "saigne*", "blessure*", "vertige*", "démangeaison*",
        "dolor*", "duele*", "fiebre", "tos", "jaqueca*", "mareo*", "calambre*", "hinchad*",
    ];

    /// <summary>Whether the folded word means what is being written to.</summary>
    public static bool IsBot(ReadOnlySpan<char> word) => Bots.Contains(word);

    private static IEnumerable<(string Written, double Weight)> Of(double weight, params string[] phrases) => phrases.Select(phrase => (phrase, weight));
}
