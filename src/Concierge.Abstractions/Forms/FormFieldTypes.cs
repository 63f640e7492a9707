namespace Concierge.Forms;

/// <summary>What a field of a form may hold, as <see cref="FormFieldDefinition.Type"/> and <see cref="FormExtractionField.Kind"/> name it.</summary>
public static class FormFieldTypes
{
    /// <summary>Any words.</summary>
    public const string Text = "text";

    /// <summary>The name of a person.</summary>
    public const string Name = "name";

    /// <summary>An e-mail address.</summary>
    public const string Email = "email";

    /// <summary>A telephone number; the record gets it in international form (E.164).</summary>
    public const string Phone = "phone";

    /// <summary>A number.</summary>
    public const string Number = "number";

    /// <summary>A whole number; to an <see cref="IFormExtractor"/> it is a <see cref="Number"/>.</summary>
    public const string Integer = "integer";

    /// <summary>An amount with its currency.</summary>
    public const string Money = "money";

    /// <summary>A day.</summary>
    public const string Date = "date";

    /// <summary>A time of day.</summary>
    public const string Time = "time";

    /// <summary>Yes or no.</summary>
    public const string YesNo = "yesNo";

    /// <summary>One of several values.</summary>
    public const string Choice = "choice";
}
