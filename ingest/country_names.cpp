#include "ingest/country_names.h"

#include <relata/lookup.h>
#include <string>
#include <unordered_map>

#include "ingest/foreign_values.h"

namespace relata {
namespace {

// The code, then its names.
constexpr std::string_view countries_text = R"(
AFG|Afghanistan
ALB|Albania
DZA|Algeria
AND|Andorra
AGO|Angola
ATG|Antigua and Barbuda
ARG|Argentina
ARM|Armenia
AUS|Australia
AUT|Austria
AZE|Azerbaijan
BHS|Bahamas|The Bahamas
BHR|Bahrain
BGD|Bangladesh
BRB|Barbados
BLR|Belarus
BEL|Belgium
BLZ|Belize
BEN|Benin
BTN|Bhutan
BOL|Bolivia
BIH|Bosnia and Herzegovina|Bosnia
BWA|Botswana
BRA|Brazil
BRN|Brunei|Brunei Darussalam
BGR|Bulgaria
BFA|Burkina Faso
BDI|Burundi
CPV|Cape Verde|Cabo Verde
KHM|Cambodia
CMR|Cameroon
CAN|Canada
CAF|Central African Republic
TCD|Chad
CHL|Chile
CHN|China|People's Republic of China
COL|Colombia
COM|Comoros
COG|Congo|Republic of the Congo
COD|Democratic Republic of Congo|Democratic Republic of the Congo|Congo (Kinshasa)
CRI|Costa Rica
CIV|Ivory Coast|Côte d'Ivoire
HRV|Croatia
CUB|Cuba
CYP|Cyprus
CZE|Czech Republic|Czechia
DNK|Denmark
DJI|Djibouti
DMA|Dominica
DOM|Dominican Republic
TLS|East Timor|Timor-Leste
ECU|Ecuador
EGY|Egypt
SLV|El Salvador
GNQ|Equatorial Guinea
ERI|Eritrea
EST|Estonia
SWZ|Swaziland|Eswatini
ETH|Ethiopia
FJI|Fiji
FIN|Finland
FRA|France
GAB|Gabon
GMB|Gambia|The Gambia
GEO|Georgia
DEU|Germany
GHA|Ghana
GRC|Greece
GRD|Grenada
GTM|Guatemala
GIN|Guinea
GNB|Guinea-Bissau
GUY|Guyana
HTI|Haiti
HND|Honduras
HUN|Hungary
ISL|Iceland
IND|India
IDN|Indonesia
IRN|Iran
IRQ|Iraq
IRL|Ireland
ISR|Israel
ITA|Italy
JAM|Jamaica
JPN|Japan
JOR|Jordan
KAZ|Kazakhstan
KEN|Kenya
KIR|Kiribati
PRK|North Korea|Democratic People's Republic of Korea|DPRK
KOR|South Korea|Republic of Korea
XKX|Kosovo
KWT|Kuwait
KGZ|Kyrgyzstan
LAO|Laos
LVA|Latvia
LBN|Lebanon
LSO|Lesotho
LBR|Liberia
LBY|Libya
LIE|Liechtenstein
LTU|Lithuania
LUX|Luxembourg
MKD|Macedonia|North Macedonia
MDG|Madagascar
MWI|Malawi
MYS|Malaysia
MDV|Maldives
MLI|Mali
MLT|Malta
MHL|Marshall Islands
MRT|Mauritania
MUS|Mauritius
MEX|Mexico
FSM|Micronesia
MDA|Moldova
MCO|Monaco
MNG|Mongolia
MNE|Montenegro
MAR|Morocco
MOZ|Mozambique
MMR|Myanmar|Burma
NAM|Namibia
NRU|Nauru
NPL|Nepal
NLD|Netherlands|The Netherlands
NZL|New Zealand
NIC|Nicaragua
NER|Niger
NGA|Nigeria
NOR|Norway
OMN|Oman
PAK|Pakistan
PLW|Palau
PSE|Palestine|State of Palestine
PAN|Panama
PNG|Papua New Guinea
PRY|Paraguay
PER|Peru
PHL|Philippines|Philippine
POL|Poland
PRT|Portugal
QAT|Qatar
ROU|Romania
RUS|Russia|Russian Federation
RWA|Rwanda
KNA|Saint Kitts and Nevis
LCA|Saint Lucia
VCT|Saint Vincent and the Grenadines
WSM|Samoa
SMR|San Marino
STP|Sao Tome and Principe
SAU|Saudi Arabia
SEN|Senegal
SRB|Serbia
SYC|Seychelles
SLE|Sierra Leone
SGP|Singapore
SVK|Slovakia|Slovak Republic
SVN|Slovenia
SLB|Solomon Islands
SOM|Somalia
ZAF|South Africa
SSD|South Sudan
ESP|Spain
LKA|Sri Lanka
SDN|Sudan
SUR|Suriname
SWE|Sweden
CHE|Switzerland
SYR|Syria
TWN|Taiwan
TJK|Tajikistan
TZA|Tanzania
THA|Thailand
TGO|Togo
TON|Tonga
TTO|Trinidad and Tobago
TUN|Tunisia
TUR|Turkey|Türkiye
TKM|Turkmenistan
TUV|Tuvalu
UGA|Uganda
UKR|Ukraine
ARE|United Arab Emirates
GBR|United Kingdom
USA|United States|United States of America
URY|Uruguay
UZB|Uzbekistan
VUT|Vanuatu
VAT|Vatican|Vatican City|Holy See
VEN|Venezuela
VNM|Vietnam|Viet Nam
YEM|Yemen
ZMB|Zambia
ZWE|Zimbabwe
)";

}  // namespace

std::string_view country_code_of(std::string_view name) {
  static const auto codes = [] {
    std::unordered_map<std::string, std::string_view> made;
    for (const std::string_view line : split_list(countries_text, "\n")) {
      const std::vector<std::string_view> fields = split_list(line, "|");
      for (std::size_t i = 1; i < fields.size(); ++i) made.emplace(fold_name(fields[i]), fields[0]);
    }
    return made;
  }();
  const auto found = codes.find(fold_name(name));
  return found == codes.end() ? std::string_view() : found->second;
}

}  // namespace relata
