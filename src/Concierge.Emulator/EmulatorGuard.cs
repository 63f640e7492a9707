using Microsoft.Extensions.Hosting;

namespace Concierge.Emulator;

/// <summary>Keeps the emulator out of production: it has no login.</summary>
internal static class EmulatorGuard
{
    public static void Check(IHostEnvironment environment, EmulatorOptions options)
    {
        if (!environment.IsDevelopment() && !options.AllowOutsideDevelopment)
        {
            throw new InvalidOperationException(
                $"The emulator has no login and does not start in the environment '{environment.EnvironmentName}'. Set ASPNETCORE_ENVIRONMENT=Development on a "
                + "developer's machine, remove the emulator from this host, or set Concierge:Emulator:AllowOutsideDevelopment=true if nobody else can reach it.");
        }
    }
}
