using System.Globalization;

namespace Concierge.Ai.Definitions;

/// <summary>The settings of a definition that say how a model answers. They are text; what is wrong with them is told in sentences.</summary>
internal sealed class DefinitionSettings
{
    public const string AllTools = "*";

    private const string ToolsName = "tools";
    private const string ClientsName = "clients";
    private const string ModelName = "model";
    private const string TemperatureName = "temperature";
    private const string MaxOutputTokensName = "maxOutputTokens";
    private const string AllowedHostsName = "allowedHosts";
    private const string SoftNoticeAfterName = "softNoticeAfter";
    private const double LongestSoftNotice = 600;

    private const string GuardNumbersName = "guardNumbers";

    private static readonly string[] Known = [AllowedHostsName, ClientsName, GuardNumbersName, MaxOutputTokensName, ModelName, SoftNoticeAfterName, TemperatureName, ToolsName];

    private readonly List<string> _problems = [];

    public DefinitionSettings(ServiceDefinition definition)
    {
        foreach ((string name, string value) in definition.Settings)
        {
            switch (Array.Find(Known, known => known.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                case ToolsName:
                    Tools = List(value);
                    break;
                case ClientsName:
                    Clients = List(value);
                    break;
                case ModelName:
                    Model = value;
                    break;
                case AllowedHostsName:
                    AllowedHosts = List(value);
                    break;
                case GuardNumbersName:
                    GuardNumbers = Enum.GetNames<NumberGuard>().Contains(value, StringComparer.OrdinalIgnoreCase)
                        ? Enum.Parse<NumberGuard>(value, ignoreCase: true)
                        : Problem<NumberGuard?>($"settings.{name} must be off, warn, replace or block.");
                    break;
                case TemperatureName:
                    Temperature = float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out float temperature) && temperature is >= 0 and <= 2
                        ? temperature
                        : Problem<float?>($"settings.{name} must be a number from 0 to 2.");
                    break;
                case MaxOutputTokensName:
                    MaxOutputTokens = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int tokens) && tokens > 0
                        ? tokens
                        : Problem<int?>($"settings.{name} must be a whole number above zero.");
                    break;
                case SoftNoticeAfterName:
                    SoftNoticeAfter = double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and <= LongestSoftNotice
                        ? TimeSpan.FromSeconds(seconds)
                        : Problem<TimeSpan?>($"settings.{name} must be a number of seconds above zero and at most {LongestSoftNotice}; leave it out for never.");
                    break;
                default:
                    _problems.Add($"settings.{name} means nothing to a model. Known: {string.Join(", ", Known)}.");
                    break;
            }
        }
    }

    public IReadOnlyList<string> Problems => _problems;

    public IReadOnlyList<string> Tools { get; } = [];

    public IReadOnlyList<string> Clients { get; } = [];

    public IReadOnlyList<string> AllowedHosts { get; } = [];

    public NumberGuard? GuardNumbers { get; }

    public string? Model { get; }

    public float? Temperature { get; }

    public int? MaxOutputTokens { get; }

    public TimeSpan? SoftNoticeAfter { get; }

    private static string[] List(string value) => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private T? Problem<T>(string problem)
    {
        _problems.Add(problem);
        return default;
    }
}
