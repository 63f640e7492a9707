using Concierge.Forms.Fields;

namespace Concierge.Forms.Dialogue;

/// <summary>What a message says about the form.</summary>
internal sealed class Understanding
{
    /// <summary>Values that it gives, unchecked.</summary>
    public List<(FormField Field, string Value)> Values { get; } = [];

    /// <summary>The values replace what was said before.</summary>
    public bool IsCorrection { get; set; }

    /// <summary>A field that is to be changed, without the value.</summary>
    public FormField? Wish { get; set; }

    /// <summary>Fields that were answered before and that it mentions with another value.</summary>
    public List<FormField> Kept { get; } = [];

    public bool IsNothing => Values.Count == 0 && Wish is null;

    public bool Has(FormField field) => Values.Exists(entry => entry.Field == field);
}
