using System.Text.Json;
using Concierge.AspNetCore.Admin;
using Concierge.Health;
using Microsoft.AspNetCore.Http;

namespace Concierge.AspNetCore.Health;

/// <summary>Liveness says that the process runs; readiness asks every component.</summary>
internal sealed class HealthEndpoints(IEnumerable<IHealthProbe> probes, TimeProvider clock)
{
    private readonly IHealthProbe[] _probes = [.. probes];
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();

    public static Task LiveAsync(HttpContext context) =>
        JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, static writer => writer.WriteString("status", "live"));

    public async Task ReadyAsync(HttpContext context)
    {
        var components = new List<(string Name, ComponentHealth Health)>(_probes.Length);
        foreach (IHealthProbe probe in _probes)
        {
            components.Add((probe.Name, await probe.CheckAsync(context.RequestAborted)));
        }

        bool ready = components.TrueForAll(component => component.Health.IsReady);
        await JsonAnswer.WriteAsync(context, ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, writer =>
        {
            writer.WriteString("status", ready ? "ready" : "notReady");
            writer.WriteNumber("uptimeSeconds", (long)(clock.GetUtcNow() - _startedAt).TotalSeconds);
            writer.WriteStartObject("components");
            foreach ((string name, ComponentHealth health) in components)
            {
                Write(writer, name, health);
            }

            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, string name, ComponentHealth health)
    {
        writer.WriteStartObject(name);
        writer.WriteBoolean("ready", health.IsReady);
        writer.WriteString("description", health.Description);
        foreach ((string figure, long value) in health.Figures)
        {
            writer.WriteNumber(figure, value);
        }

        writer.WriteEndObject();
    }
}
