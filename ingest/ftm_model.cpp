#include "ingest/ftm_model.h"

#include <algorithm>
#include <array>
#include <map>

#include "ingest/foreign_values.h"

namespace relata {
namespace {

// A schema as the model writes it: lists are joined by commas, the parts of a reference by colons.
struct Written {
  std::string_view name;
  std::string_view type;
  std::string_view parents = {};
  std::string_view source = {};
  std::string_view target = {};
  std::string_view captions = {};
  std::string_view references = {};
  bool is_general = false;
};

constexpr std::array written = std::to_array<Written>({
    {.name = "Address", .type = "address", .parents = "Thing", .captions = "full,city"},
    {.name = "Airplane",
     .type = "airplane",
     .parents = "Vehicle",
     .captions = "registrationNumber"},
    {.name = "Analyzable", .type = "analyzable", .is_general = true},
    {.name = "Article", .type = "article", .parents = "Document", .captions = "title,fileName"},
    {.name = "Assessment",
     .type = "assessment",
     .parents = "Thing",
     .references = "author:LegalEntity:authoredAssessments"},
    {.name = "Asset", .type = "asset", .parents = "Thing,Value", .is_general = true},
    {.name = "Associate",
     .type = "associated_with",
     .parents = "Interval",
     .source = "person",
     .target = "associate",
     .references = "person:Person:associates,associate:Person:associations"},
    {.name = "Audio", .type = "audio", .parents = "Document", .captions = "fileName,title"},
    {.name = "BankAccount",
     .type = "bank_account",
     .parents = "Asset",
     .captions = "iban,accountNumber",
     .references = "bank:Organization:bankAccounts"},
    {.name = "Call",
     .type = "call",
     .parents = "Interval",
     .captions = "callerNumber,receiverNumber",
     .references = "caller:LegalEntity:callsMade,receiver:LegalEntity:callsReceived"},
    {.name = "CallForTenders",
     .type = "call_for_tenders",
     .parents = "Thing,Interval",
     .captions = "title",
     .references = "authority:LegalEntity:callForTenders,onBehalfOf:LegalEntity:"
                   "delegatedCallForTenders,tenderers:LegalEntity:callForTenders"},
    {.name = "Company", .type = "company", .parents = "Organization,Asset"},
    {.name = "Contract",
     .type = "contract",
     .parents = "Asset",
     .captions = "title,procedureNumber",
     .references = "authority:LegalEntity:contractAuthority,project:Project:contracts"},
    {.name = "ContractAward",
     .type = "awarded_to",
     .parents = "Value,Interest",
     .source = "contract",
     .target = "supplier",
     .references = "supplier:LegalEntity:contractAwardSupplier,contract:Contract:awards,"
                   "callForTenders:CallForTenders:contractAwards"},
    {.name = "Control",
     .type = "controls",
     .parents = "Interest",
     .source = "controller",
     .target = "controlled",
     .references =
         "controller:LegalEntity:controlController,controlled:LegalEntity:controlControlled"},
    {.name = "CourtCase", .type = "court_case", .parents = "Thing", .captions = "caseNumber"},
    {.name = "CourtCaseParty",
     .type = "party_to_case",
     .parents = "Interest",
     .source = "party",
     .target = "case",
     .references = "party:Thing:courtCase,case:CourtCase:parties"},
    {.name = "CryptoWallet",
     .type = "crypto_wallet",
     .parents = "Thing,Value",
     .captions = "publicKey",
     .references = "holder:LegalEntity:cryptoWallets"},
    {.name = "Debt",
     .type = "owes",
     .parents = "Interval,Value",
     .source = "debtor",
     .target = "creditor",
     .references = "debtor:LegalEntity:debtDebtor,creditor:LegalEntity:debtCreditor"},
    {.name = "Directorship",
     .type = "director_of",
     .parents = "Interest",
     .source = "director",
     .target = "organization",
     .references = "director:LegalEntity:directorshipDirector,organization:Organization:"
                   "directorshipOrganization"},
    {.name = "Document",
     .type = "document",
     .parents = "Thing,Analyzable",
     .captions = "fileName,title",
     .references = "parent:Folder:children,ancestors:Folder:descendants"},
    {.name = "Documentation",
     .type = "documents",
     .parents = "Interest",
     .source = "document",
     .target = "entity",
     .references = "document:Document:relatedEntities,entity:Thing:documentedBy"},
    {.name = "EconomicActivity",
     .type = "economic_activity",
     .parents = "Interval",
     .captions = "ccdNumber",
     .references =
         "contract:Contract:economicActivityContract,declarant:LegalEntity:"
         "economicActivityDeclarant,sender:LegalEntity:economicActivitySender,receiver:LegalEntity:"
         "economicActivityReceiver,contractHolder:LegalEntity:economicActivityHolder,bankAccount:"
         "BankAccount:contractBankAccount,bankRub:BankAccount:rubBankAccount,bankForeign:"
         "BankAccount:foreignBankAccount,transport:Vehicle:declaredCustoms"},
    {.name = "Email",
     .type = "email",
     .parents = "Folder,PlainText,HyperText",
     .captions = "subject,threadTopic,title,fileName",
     .references = "emitters:LegalEntity:emailsSent,recipients:LegalEntity:emailsReceived,"
                   "inReplyToEmail:Email:responses"},
    {.name = "Employment",
     .type = "works_for",
     .parents = "Interest",
     .source = "employee",
     .target = "employer",
     .references = "employer:Organization:employees,employee:Person:employers"},
    {.name = "Event",
     .type = "event",
     .parents = "Interval,Analyzable,Thing",
     .references = "organizer:LegalEntity:eventsOrganized,involved:LegalEntity:eventsInvolved"},
    {.name = "Family",
     .type = "related_to",
     .parents = "Interval",
     .source = "person",
     .target = "relative",
     .references = "person:Person:familyPerson,relative:Person:familyRelative"},
    {.name = "Folder", .type = "folder", .parents = "Document", .captions = "fileName,title"},
    {.name = "HyperText",
     .type = "hyper_text",
     .parents = "Document",
     .captions = "title,fileName"},
    {.name = "Identification",
     .type = "identification",
     .parents = "Interval",
     .captions = "number",
     .references = "holder:LegalEntity:identification"},
    {.name = "Image",
     .type = "image",
     .parents = "Document",
     .captions = "fileName,title",
     .references = "pictured:Person:images"},
    {.name = "Interest", .type = "interest", .parents = "Interval", .is_general = true},
    {.name = "Interval", .type = "interval", .is_general = true},
    {.name = "LegalEntity",
     .type = "legal_entity",
     .parents = "Thing",
     .captions = "email,phone,registrationNumber",
     .references = "parent:LegalEntity:subsidiaries",
     .is_general = true},
    {.name = "License", .type = "license", .parents = "Contract"},
    {.name = "Membership",
     .type = "member_of",
     .parents = "Interest",
     .source = "member",
     .target = "organization",
     .references =
         "member:LegalEntity:membershipMember,organization:Organization:membershipOrganization"},
    {.name = "Mention",
     .type = "mention",
     .references = "document:Document:mentionedEntities,resolved:LegalEntity:mentionedBy"},
    {.name = "Message",
     .type = "message",
     .parents = "Interval,Folder,PlainText,HyperText",
     .captions = "subject,title,threadTopic,fileName",
     .references = "sender:LegalEntity:messagesSent,senderAccount:UserAccount:messagesSent,"
                   "recipients:LegalEntity:messagesReceived,recipientAccount:UserAccount:"
                   "messagesReceived,inReplyToMessage:Message:responses"},
    {.name = "Note",
     .type = "note",
     .parents = "Thing,Analyzable",
     .references = "entity:Thing:noteEntities"},
    {.name = "Occupancy",
     .type = "holds_position",
     .parents = "Interval",
     .source = "holder",
     .target = "post",
     .references = "holder:Person:positionOccupancies,post:Position:occupancies"},
    {.name = "Organization", .type = "organization", .parents = "LegalEntity"},
    {.name = "Ownership",
     .type = "owns",
     .parents = "Interest",
     .source = "owner",
     .target = "asset",
     .references = "owner:LegalEntity:ownershipOwner,asset:Asset:ownershipAsset"},
    {.name = "Package", .type = "package", .parents = "Folder", .captions = "fileName,title"},
    {.name = "Page", .type = "page", .references = "document:Pages:pages"},
    {.name = "Pages", .type = "pages", .parents = "Document", .captions = "fileName,title"},
    {.name = "Passport",
     .type = "passport",
     .parents = "Identification",
     .captions = "passportNumber,number"},
    {.name = "Payment",
     .type = "paid",
     .parents = "Interval,Value",
     .source = "payer",
     .target = "beneficiary",
     .references =
         "payer:LegalEntity:paymentPayer,payerAccount:BankAccount:paymentPayerAccount,beneficiary:"
         "LegalEntity:paymentBeneficiary,beneficiaryAccount:BankAccount:paymentBeneficiaryAccount,"
         "contract:Contract:paymentContract,project:Project:payments"},
    {.name = "Person",
     .type = "person",
     .parents = "LegalEntity",
     .captions = "lastName,email,phone"},
    {.name = "PlainText",
     .type = "plain_text",
     .parents = "Document",
     .captions = "fileName,title"},
    {.name = "Position",
     .type = "position",
     .parents = "Thing",
     .references = "organization:Organization:positions"},
    {.name = "Post",
     .type = "post",
     .parents = "Interest",
     .captions = "role",
     .references = "holder:Person:posts"},
    {.name = "Project",
     .type = "project",
     .parents = "Interval,Thing,Value",
     .captions = "projectId"},
    {.name = "ProjectParticipant",
     .type = "participates_in_project",
     .parents = "Interest",
     .source = "participant",
     .target = "project",
     .references = "project:Project:participants,participant:LegalEntity:projectParticipation"},
    {.name = "PublicBody", .type = "government_body", .parents = "Organization"},
    {.name = "RealEstate",
     .type = "real_estate",
     .parents = "Asset",
     .captions = "address,registrationNumber",
     .references = "parent:RealEstate:subunits"},
    {.name = "Representation",
     .type = "represents",
     .parents = "Interest",
     .source = "agent",
     .target = "client",
     .references = "agent:LegalEntity:agencyClient,client:LegalEntity:agentRepresentation"},
    {.name = "Risk", .type = "risk", .parents = "Interval", .references = "entity:Thing:risks"},
    {.name = "Sanction",
     .type = "sanction",
     .parents = "Interval",
     .captions = "program",
     .references = "entity:Thing:sanctions"},
    {.name = "Security",
     .type = "security",
     .parents = "Asset",
     .captions = "isin,registrationNumber",
     .references = "issuer:LegalEntity:securities"},
    {.name = "Similar",
     .type = "similar",
     .references = "candidate:Thing:candidateSimilars,match:Thing:matchSimilars"},
    {.name = "Succession",
     .type = "preceded_in_law",
     .parents = "Interest",
     .source = "predecessor",
     .target = "successor",
     .references = "predecessor:LegalEntity:successors,successor:LegalEntity:predecessors"},
    {.name = "Table", .type = "table", .parents = "Document", .captions = "title,fileName"},
    {.name = "TaxRoll",
     .type = "tax_roll",
     .parents = "Interval",
     .references = "taxee:LegalEntity:taxRolls"},
    {.name = "Thing",
     .type = "thing",
     .references = "addressEntity:Address:things,proof:Document:proven",
     .is_general = true},
    {.name = "Trip",
     .type = "trip",
     .parents = "Event",
     .references = "startLocation:Address:tripsDeparting,endLocation:Address:tripsIncoming,vehicle:"
                   "Vehicle:tripsInvolved"},
    {.name = "UnknownLink",
     .type = "linked_to",
     .parents = "Interest",
     .source = "subject",
     .target = "object",
     .references = "subject:Thing:unknownLinkTo,object:Thing:unknownLinkFrom"},
    {.name = "UserAccount",
     .type = "user_account",
     .parents = "Thing",
     .captions = "username,email,service",
     .references = "owner:LegalEntity:userAccounts"},
    {.name = "Value", .type = "value", .is_general = true},
    {.name = "Vehicle",
     .type = "vehicle",
     .parents = "Asset",
     .captions = "registrationNumber",
     .references = "owner:LegalEntity:ownedVehicles,operator:LegalEntity:operatedVehicles",
     .is_general = true},
    {.name = "Vessel", .type = "vessel", .parents = "Vehicle", .captions = "imoNumber"},
    {.name = "Video", .type = "video", .parents = "Document", .captions = "fileName,title"},
    {.name = "Workbook", .type = "workbook", .parents = "Folder", .captions = "fileName,title"},
});

using Model = std::map<std::string_view, FtmSchema>;

const Written& written_schema(std::string_view name) {
  return *std::find_if(written.begin(), written.end(),
                       [&](const Written& each) { return each.name == name; });
}

// Adds what the schema says itself, then what it inherits: the nearest first.
void inherit(const Written& from, FtmSchema& schema) {
  if (!schema.kinds.insert(from.name).second) return;
  if (schema.captions.empty()) schema.captions = split_list(from.captions, ",");
  for (const std::string_view reference : split_list(from.references, ",")) {
    const std::vector<std::string_view> parts = split_list(reference, ":");
    schema.references.push_back({.property = parts[0], .range = parts[1], .reverse = parts[2]});
  }
  for (const std::string_view parent : split_list(from.parents, ",")) {
    inherit(written_schema(parent), schema);
  }
}

const Model& model() {
  static const Model made = [] {
    Model schemata;
    for (const Written& each : written) {
      FtmSchema& schema = schemata[each.name];
      schema.name = each.name;
      schema.type = each.type;
      schema.source = each.source;
      schema.target = each.target;
      schema.is_general = each.is_general;
      inherit(each, schema);
    }
    return schemata;
  }();
  return made;
}

template <class Matches>
const FtmSchema::Reference* find_reference(const FtmSchema& schema, const Matches& matches) {
  const auto found = std::find_if(schema.references.begin(), schema.references.end(), matches);
  return found == schema.references.end() ? nullptr : &*found;
}

}  // namespace

const FtmSchema::Reference* FtmSchema::reference(std::string_view property) const {
  return find_reference(*this, [&](const Reference& each) { return each.property == property; });
}

const FtmSchema::Reference* FtmSchema::reference_reversed(std::string_view reverse) const {
  return find_reference(*this, [&](const Reference& each) { return each.reverse == reverse; });
}

const FtmSchema* ftm_schema(std::string_view name) {
  const auto found = model().find(name);
  return found == model().end() ? nullptr : &found->second;
}

std::string_view ftm_type_of_range(std::string_view range) {
  const FtmSchema* schema = ftm_schema(range);
  return schema == nullptr || schema->is_general ? std::string_view() : schema->type;
}

}  // namespace relata
