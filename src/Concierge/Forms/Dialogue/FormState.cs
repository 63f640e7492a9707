namespace Concierge.Forms.Dialogue;

/// <summary>A form that is being filled in, as the conversation's document keeps it.</summary>
internal sealed class FormState
{
    /// <summary>Which filling-in: buttons of another one have no effect.</summary>
    public string Instance { get; set; } = string.Empty;

    /// <summary>Which fields the form had; when it has others, what still fits is kept.</summary>
    public string Version { get; set; } = string.Empty;

    public DateTimeOffset LastAt { get; set; }

    public FormStep Step { get; set; }

    /// <summary>The field that was asked for, or null.</summary>
    public string? Field { get; set; }

    /// <summary>Counts the questions: buttons of an earlier one have no effect.</summary>
    public int Question { get; set; }

    /// <summary>What the buttons of the last question stand for.</summary>
    public List<string> Offered { get; set; } = [];

    /// <summary>What was filled in, oldest first.</summary>
    public Dictionary<string, FormValue> Values { get; set; } = [];

    public List<string> Skipped { get; set; } = [];

    /// <summary>The questions that were answered, oldest first.</summary>
    public List<string> Path { get; set; } = [];

    /// <summary>How many answers to the question were not understood.</summary>
    public int Tries { get; set; }

    /// <summary>A person was asked for.</summary>
    public bool IsPaused { get; set; }
}
