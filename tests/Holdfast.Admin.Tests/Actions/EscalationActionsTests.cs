using System.Net.Http;
using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Notifications;

namespace Holdfast.Admin.Tests;

/// <summary>The link in a message: it needs no token, and looking at it changes nothing.</summary>
public sealed class EscalationActionsTests : AdminTest
{
    protected override AdminConfig Config => new() { Address = "127.0.0.1:0", Tokens = Tokens };

    [Fact]
    public async Task Link_ShowsAButton_AndOnlyThePostAcknowledges()
    {
        string link = Link("Anna <b>");
        Answer page = await Get($"/ack/{link}");
        ((int)page.Status, page.Type).ShouldBe((200, "text/html"));
        page.Body.ShouldContain("<button>Acknowledge as Anna &lt;b&gt;</button>");
        Present.AcknowledgedBy.ShouldBeNull("programs that look at every link in a mail acknowledge nothing");

        Answer done = await Send(HttpMethod.Post, $"/ack/{link}", "", "application/x-www-form-urlencoded");
        ((int)done.Status).ShouldBe(200, done.Body);
        Present.AcknowledgedBy.ShouldBe("Anna <b>");
        ((int)(await Send(HttpMethod.Post, $"/ack/{link}", "", "application/x-www-form-urlencoded")).Status).ShouldBe(409);
        (await Get($"/ack/{link}")).Body.ShouldContain("Acknowledged by Anna &lt;b&gt;");
    }

    [Fact]
    public async Task LinkThatWasChanged_OpensNothing()
    {
        string link = Link("anna");
        // The first symbol of the signature; of the last one only two bits count.
        int at = link.LastIndexOf('.') + 1;
        ((int)(await Get($"/ack/{link[..at]}{(link[at] == 'x' ? 'y' : 'x')}{link[(at + 1)..]}")).Status).ShouldBe(404);
        ((int)(await Send(HttpMethod.Post, "/ack/1.2.3.4", "", "application/x-www-form-urlencoded")).Status).ShouldBe(404);
        Present.AcknowledgedBy.ShouldBeNull();
    }

    private Incident Present => Gateway.Incidents.Book.Find(1)!;

    private string Link(string person)
    {
        _ = Gateway.Escalation;
        Gateway.Incidents.Open("customers cannot pay", null, null, null, "ben");
        string key = Gateway.Incidents.Book.Secret("link-key", SignedLink.NewKey);
        return new SignedLink(Convert.FromHexString(key)).Make(1, 1, person, SystemClock.Instance.UtcNow.AddHours(1));
    }
}
