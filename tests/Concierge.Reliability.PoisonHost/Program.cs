using Concierge.Reliability.PoisonHost;

var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseConciergeTransport(inlineSockets: false);
builder.Services.AddConcierge()
    .AddMeta()
    .UseSqlite()
    .AddService<PoisonService>("poison", service => service.Default());
var app = builder.Build();
app.MapConcierge();
app.Run();
