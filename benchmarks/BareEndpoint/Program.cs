using System.Text;
using Concierge.BareEndpoint;

// The yardstick: what Kestrel costs that reads a webhook, checks its signature and walks its JSON, and does nothing else.
// Everything that Concierge adds to this (deduplication, a durable append, the turn) is the difference.
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
WebApplication app = builder.Build();
byte[] secret = Encoding.UTF8.GetBytes(app.Configuration["AppSecret"]
    ?? throw new InvalidOperationException("AppSecret is missing. Pass --AppSecret=…, the secret that the load generator signs with."));
app.Run(new VerifyAndWalk(secret).InvokeAsync);
app.Run();
