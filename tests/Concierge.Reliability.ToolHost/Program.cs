using Concierge.Ai;
using Concierge.Reliability.ToolHost;
using Microsoft.Extensions.AI;

var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseConciergeTransport(inlineSockets: false);
builder.Services.AddSingleton<IChatClient, TillModel>();
builder.Services.AddSingleton<Till>();
builder.Services.AddConcierge()
    .AddMeta()
    .UseSqlite()
    .AddAiService("till", service => service.Default()
        .Prompt("You take payments.")
        .Tools<TillTools>());
var app = builder.Build();
app.MapConcierge();
app.Run();
