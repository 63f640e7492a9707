namespace Concierge.Messaging;

/// <summary>What a person is told who writes faster than the host wants to answer.</summary>
internal static class RateTexts
{
    public static string SlowDown(string? language) => language switch
    {
        "fr" => "Vous écrivez plus vite que je ne peux répondre. Un instant, s'il vous plaît.",
        "es" => "Escribe más rápido de lo que puedo responder. Un momento, por favor.",
        "de" => "Sie schreiben schneller, als ich antworten kann. Einen Moment bitte.",
        "it" => "Scrive più veloce di quanto io possa rispondere. Un attimo, per favore.",
        "pt" => "Escreve mais depressa do que consigo responder. Um momento, por favor.",
        "nl" => "U schrijft sneller dan ik kan antwoorden. Een ogenblik alstublieft.",
        _ => "You are writing faster than I can answer. One moment, please.",
    };
}
