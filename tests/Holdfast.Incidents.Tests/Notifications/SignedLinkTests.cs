using Holdfast.Incidents.Notifications;

namespace Holdfast.Incidents.Tests.Notifications;

public sealed class SignedLinkTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);
    private readonly SignedLink links = new(Convert.FromHexString(SignedLink.NewKey()));

    [Fact]
    public void Link_SaysWhatAndForWhom_UntilItIsTooOld()
    {
        string link = links.Make(12, 2, "Anna Müller", Now.AddHours(1));
        links.Read(link, Now).ShouldBe((12L, 2, "Anna Müller"));
        links.Read(link, Now.AddHours(2)).ShouldBeNull();
        link.ShouldMatch(@"^[A-Za-z0-9._-]+$");
    }

    [Fact]
    public void LinkOfAnEarlierProgram_IsForTheFirstOutage()
    {
        byte[] key = Convert.FromHexString(SignedLink.NewKey());
        string body = $"12.{Now.AddHours(1).ToUnixTimeSeconds()}.YW5uYQ";
        string signature = Convert.ToBase64String(System.Security.Cryptography.HMACSHA256.HashData(key, System.Text.Encoding.UTF8.GetBytes(body))[..16]).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        new SignedLink(key).Read($"{body}.{signature}", Now).ShouldBe((12L, 1, "anna"));
    }

    [Fact]
    public void LinkThatWasChanged_IsNone()
    {
        string link = links.Make(12, 2, "anna", Now.AddHours(1));
        string[] parts = link.Split('.');
        links.Read(string.Join('.', "13-2", parts[1], parts[2], parts[3]), Now).ShouldBeNull();
        links.Read(string.Join('.', "12-3", parts[1], parts[2], parts[3]), Now).ShouldBeNull();
        links.Read(string.Join('.', parts[0], $"{Now.AddDays(9).ToUnixTimeSeconds()}", parts[2], parts[3]), Now).ShouldBeNull();
        links.Read(string.Join('.', parts[0], parts[1], "YmVu", parts[3]), Now).ShouldBeNull();
        new SignedLink(Convert.FromHexString(SignedLink.NewKey())).Read(link, Now).ShouldBeNull();
        foreach (string nonsense in new[] { "", "...", "1.2.3", "a.b.c.d", link + ".x", "12.1900003600.!!.!!" })
        {
            links.Read(nonsense, Now).ShouldBeNull(nonsense);
        }
    }
}
