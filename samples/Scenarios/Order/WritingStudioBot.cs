using Concierge.Forms;

namespace Concierge.Samples.Scenarios;

/// <summary>A writing studio takes orders for posts: what the order does not say is asked with answers to tap.</summary>
public static class WritingStudioBot
{
    /// <summary>Adds the studio's services.</summary>
    public static IConciergeBuilder AddWritingStudio(this IConciergeBuilder concierge) => concierge
        .AddForm<PostOrder>("order", form => form
            .Service(service => service.DisplayName("Order a post").Keywords("order", "post", "write"))
            .Field(order => order.Platform, field => field
                .Prompt("Where will it be published?")
                .Choices(
                    new FormChoice("LinkedIn", "LinkedIn", "linked in"),
                    new FormChoice("Instagram", "Instagram", "insta"),
                    new FormChoice("Newsletter", "Newsletter", "mail")))
            .Field(order => order.Length, field => field.Prompt("How long shall it be?"))
            .Field(order => order.Tone, field => field.Prompt("In which tone?"))
            .Field(order => order.Topic, field => field
                .Prompt("What is it about? Choose, or write it.")
                .QuickReplies("New product", "Event", "Our team"))
            .OnCompleted((turn, order) =>
            {
                turn.Reply($"Ordered: a {order.Length} {order.Tone} post for {order.Platform} about {order.Topic}. You get the draft here.");
                return ValueTask.CompletedTask;
            }))
        .AddService("orders", service => service
            .DisplayName("How it works")
            .Keywords("how", "help")
            .Answer("Write *order* and what you need, for example: order a short post for LinkedIn."));
}
