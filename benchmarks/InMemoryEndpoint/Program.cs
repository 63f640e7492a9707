// The Echo sample's count mode without a disk: what the journey costs by itself.
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseConciergeTransport();
builder.Services.AddConcierge()
    .AddMeta()
    .UseInMemory()
    .AddService("count", service => service.Default(), static _ => ValueTask.CompletedTask);
WebApplication app = builder.Build();
app.MapConcierge();
app.Run();
