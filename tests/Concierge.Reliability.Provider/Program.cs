using System.Globalization;
using Concierge.Reliability.Provider;
using Concierge.Reliability.Tests.Rig;

// Plays the provider and the people behind it. Arguments: the ledger's file, what its times count from, the host's address.
// Says its own two addresses, that of the provider and that for commands, and ends when its input does: with the one who started it.
var host = new Uri(args[2]);
using var ledger = new Ledger(args[0], long.Parse(args[1], CultureInfo.InvariantCulture), isShared: true);
await using FakeProvider provider = await FakeProvider.StartAsync(ledger);
await using var statuses = new StatusPoster(host, ledger, "sent");
provider.Delivered = statuses.Enqueue;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
await using WebApplication app = builder.Build();
await using var desk = new ProviderDesk(host, ledger, provider, statuses);
desk.Map(app);
await app.StartAsync();
Console.WriteLine(provider.Address);
Console.WriteLine(app.Urls.Single());
await Console.In.ReadToEndAsync();
