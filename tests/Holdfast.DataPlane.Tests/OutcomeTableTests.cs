namespace Holdfast.DataPlane.Tests;

public sealed class OutcomeTableTests
{
    [Fact]
    public void EveryOutcome_HasItsRowAtItsPlaceAndALabelOfItsOwn()
    {
        RequestOutcome[] outcomes = Enum.GetValues<RequestOutcome>();

        OutcomeTable.Count.ShouldBe(outcomes.Length);
        outcomes.ShouldAllBe(outcome => OutcomeTable.Row(outcome).Outcome == outcome);
        OutcomeTable.Labels().Distinct().Count().ShouldBe(outcomes.Length);
    }

    [Fact]
    public void ShedOutcomes_AreNumberedInTheOrderOfTheirLabels()
    {
        string[] labels = OutcomeTable.ShedLabels();
        labels.ShouldAllBe(label => label.StartsWith("shed_"));
        foreach (RequestOutcome outcome in Enum.GetValues<RequestOutcome>())
        {
            int index = OutcomeTable.ShedIndexOf(outcome);
            index.ShouldBe(OutcomeTable.Row(outcome).Cause == OutcomeCause.Shed ? Array.IndexOf(labels, OutcomeTable.Row(outcome).Label) : -1);
        }
    }

    [Fact]
    public void EveryStatusOfTheTables_HasAnAnswerOfItsOwn()
    {
        IEnumerable<int> statuses = Enum.GetValues<RequestOutcome>().Select(outcome => OutcomeTable.Row(outcome).Status)
            .Concat(Http1.Rejections.All.Select(rejection => rejection.RequestStatus))
            .Where(status => status != 0);

        foreach (int status in statuses.Distinct())
        {
            string answer = System.Text.Encoding.ASCII.GetString(LocalAnswers.Of(status, close: true, withoutBody: false));
            answer.ShouldStartWith($"HTTP/1.1 {status} ");
            answer.ShouldContain("\r\nConnection: close\r\n");
            answer.ShouldEndWith("\n");
        }
    }

    [Fact]
    public void AnswerToHead_HasTheLengthButNoBody()
    {
        string answer = System.Text.Encoding.ASCII.GetString(LocalAnswers.Of(404, close: false, withoutBody: true));

        answer.ShouldEndWith("\r\n\r\n");
        answer.ShouldContain("Content-Length: 14\r\n");
        answer.ShouldNotContain("Connection:");
    }
}
