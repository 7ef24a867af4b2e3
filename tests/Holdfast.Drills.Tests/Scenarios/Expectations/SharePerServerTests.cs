using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class SharePerServerTests() : ExpectationContract(
    new ScenarioExpectation { That = "share-per-server", AtMost = "60%" },
    perfect: "50 %",
    broken: "100 %");
