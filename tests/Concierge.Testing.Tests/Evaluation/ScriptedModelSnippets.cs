using Concierge.Testing.Ai;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Testing.Tests.Evaluation;

/// <summary>The code of docs/evaluation.md.</summary>
public sealed class ScriptedModelSnippets
{
    [Fact]
    public async Task ScriptedModel_AsDocumented_DrivesTheBot()
    {
        #region scripted-client
        ScriptedChatClient model = new ScriptedChatClient()
            .Calls("book_table", ("people", 4))
            .Says("Your table is booked.");

        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(concierge =>
        {
            concierge.Services.AddSingleton<IChatClient>(model);
            Restaurant.Careful(concierge);
        });
        await bot.SaysAsync("A table for four").AnswersAsync("Your table is booked.");

        model.Requests[1].Results.Single().Result.Should().Be("Booked for 4.");
        #endregion
    }
}
