using Iterable.Generator.OpenApi;

namespace Iterable.Generator.Tests.OpenApi;

internal sealed class CSharpNamesTests
{
    [TestCase("campaignId", "CampaignId")]
    [TestCase("more_info", "MoreInfo")]
    [TestCase("fromSMSSenderId", "FromSmsSenderId")]
    [TestCase("isSMSEstimation", "IsSmsEstimation")]
    [TestCase("SDKVersion", "SdkVersion")]
    [TestCase("imageURL", "ImageUrl")]
    [TestCase("ip", "Ip")]
    [TestCase("isAB", "IsAB")]
    public void A_member_is_named_as_in_dot_net(string name, string member) => Assert.That(CSharpNames.Member(name), Is.EqualTo(member));
}
