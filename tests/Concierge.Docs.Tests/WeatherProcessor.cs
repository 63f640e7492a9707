namespace Concierge.Docs.Tests;

#region kind
public sealed class WeatherProcessor : IServiceProcessor
{
    public string Kind => "weather";

    public IEnumerable<string> Validate(ServiceDefinition definition) =>
        definition.Settings.ContainsKey("place") ? [] : ["settings.place is missing: say where."];

    public IService Create(ServiceDefinition definition, IServiceProvider services) => new WeatherService(definition.Settings["place"]);
}
#endregion
