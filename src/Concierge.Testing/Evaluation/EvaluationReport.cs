using System.Globalization;
using System.Text;
using Xunit.Sdk;

namespace Concierge.Testing.Evaluation;

/// <summary>How all dialogues fared. <see cref="ToString"/> is a text to read.</summary>
/// <param name="Results">One for each dialogue, in their order.</param>
public sealed record EvaluationReport(IReadOnlyList<DialogueResult> Results)
{
    /// <summary>The part of all runs that passed, from 0 to 1.</summary>
    public double PassRate => Results.Count == 0 ? 0 : (double)Results.Sum(result => result.Passed) / Results.Sum(result => result.Runs);

    /// <summary>Expects that at least this part of the runs of every dialogue passed.</summary>
    /// <param name="rate">From 0 to 1.</param>
    /// <exception cref="XunitException">A dialogue passed less often, or there was none; the message is the report.</exception>
    public void ShouldPass(double rate = 1)
    {
        if (Results.Count == 0 || Results.Any(result => result.Passed < rate * result.Runs))
        {
            throw new XunitException(ToString());
        }
    }

    /// <summary>A line for each dialogue, with what failed below it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        int width = Results.Count == 0 ? 0 : Results.Max(result => result.Name.Length);
        foreach (DialogueResult result in Results)
        {
            string mark = result.Passed == result.Runs ? "pass" : "FAIL";
            text.Append(CultureInfo.InvariantCulture, $"{mark}  {result.Name.PadRight(width)}  {result.Passed}/{result.Runs}  {result.Tokens} tokens").Append('\n');
            foreach (string failure in result.Failures)
            {
                text.Append("      ").Append(failure).Append('\n');
            }
        }

        return text.Append(CultureInfo.InvariantCulture, $"{PassRate:P0} of {Results.Sum(result => result.Runs)} runs passed.").ToString();
    }
}
