namespace Concierge.Ai.OpenAiCompatible.Tests;

/// <summary>Answers without a network, for addresses that no test may reach.</summary>
internal sealed class CallbackHandler(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request);
}
