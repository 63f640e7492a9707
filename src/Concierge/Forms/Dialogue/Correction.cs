using Concierge.Forms.Fields;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Dialogue;

/// <summary>Words that say that something is to be different from what was said.</summary>
/// <param name="Target">The field that is named, or null.</param>
/// <param name="IsEmphatic">It says so outright ("no", "rather", "change"), not only by naming a field and a value.</param>
/// <param name="HasVerb">It says "change" or the like: a named field is asked again when no value is understood.</param>
/// <param name="Rest">What it is to be; null when that is not said.</param>
internal sealed record Correction(FormField? Target, bool IsEmphatic, bool HasVerb, Reading? Rest);
