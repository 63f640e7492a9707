using System.Globalization;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>How much of a test is run: little by default, more when the environment asks for it.</summary>
internal static class Budget
{
    public static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
